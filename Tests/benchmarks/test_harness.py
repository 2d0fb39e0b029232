"""The arithmetic of the benchmarks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Benchmarks"))

import harness  # noqa: E402


def test_the_ratio_is_the_median_of_the_rounds_against_the_best_variant():
    result = harness.compare("x", "ms", [1.0, 2.0, 4.0], {"slow": [9.0, 9.0, 9.0], "fast": [3.0, 4.0, 4.0]})
    assert (result.ours, result.peer, result.peer_name, result.rounds) == (2.0, 4.0, "fast", 3)
    assert result.ratio == 2.0  # of 3, 2 and 1; the ratio of the medians would not see a disturbed round


def test_without_a_peer_there_is_no_ratio():
    result = harness.compare("x", "s", [3.0, 1.0, 2.0], {})
    assert (result.ours, result.peer, result.ratio) == (2.0, None, None)


def test_rounds_alternate_and_begin_with_another_each_time():
    calls = []
    values = harness.alternate({"a": lambda: calls.append("a") or 1.0, "b": lambda: calls.append("b") or 2.0}, 3)
    assert calls == ["a", "b", "b", "a", "a", "b"]
    assert values == {"a": [1.0] * 3, "b": [2.0] * 3}


def test_out_of_time_there_are_three_rounds():
    assert len(harness.alternate({"a": lambda: 1.0}, 9, seconds=0)["a"]) == 3


def test_the_table_shows_what_is_missing_as_a_dash():
    lines = harness.table([harness.compare("x", "s", [0.5], {}), harness.compare("y", "ms", [1.0], {"p": [2.0]})])
    assert [line.split() for line in lines.splitlines()[1:]] == [
        ["x", "0.5", "-", "s", "-", "1", "-"],
        ["y", "1", "2", "ms", "2", "1", "p"],
    ]
