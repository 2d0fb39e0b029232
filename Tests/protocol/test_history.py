"""The history of cells: kept over restarts in one file, for every kernel of a user."""

import os
import subprocess
import sys

import pytest
from kernel_process import KernelProcess, program

ASK = {"output": False, "raw": True}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "mvae"


def history(client, **fields):
    return client.ask("history_request", {**ASK, **fields})["history"]


def run_in_a_kernel(*cells):
    """Runs cells in a kernel of their own; gives what its history says at the end."""
    with KernelProcess() as kernel:
        client = kernel.client()
        for cell in cells:
            client.run(cell)
        tail = history(client, hist_access_type="tail", n=100)
        client.ask("shutdown_request", {"restart": False}, 5, "control")
        kernel.wait(5)
    return tail


def test_it_is_kept_over_restarts(home):
    first = run_in_a_kernel("a = 1", "b = 2")
    second = run_in_a_kernel("c = 3\nc")
    assert [entry[2] for entry in second] == ["a = 1", "b = 2", "c = 3\nc"]
    assert second[:2] == first and second[2][0] == first[0][0] + 1 and second[2][1] == 1
    assert (home / "history.sqlite").stat().st_mode & 0o077 == 0 or home.stat().st_mode & 0o077 == 0
    with KernelProcess() as kernel:
        client = kernel.client()
        assert [entry[2] for entry in history(client, hist_access_type="search", pattern="?? = *")] == []
        assert [entry[2] for entry in history(client, hist_access_type="search", pattern="? = *")] == ["a = 1", "b = 2", "c = 3\nc"]
        client.run("a = 1")
        unique = history(client, hist_access_type="search", pattern="a*", unique=True)
        assert len(unique) == 1 and unique[0][0] == second[2][0] + 1
        assert len(history(client, hist_access_type="search", pattern="a*")) == 2
        before = history(client, hist_access_type="range", session=-1, start=1, stop=9, output=True)
        assert before == [[second[2][0], 1, ["c = 3\nc", "3"]]]
        named = history(client, hist_access_type="range", session=first[0][0], start=2, stop=3)
        assert [entry[2] for entry in named] == ["b = 2"]


def test_a_kernel_that_is_killed_has_kept_its_cells(home):
    with KernelProcess() as kernel:
        client = kernel.client()
        client.run("killed = 1")
        client.ask("history_request", {**ASK, "hist_access_type": "tail", "n": 1})
        kernel.process.kill()
        kernel.process.wait()
    assert [entry[2] for entry in run_in_a_kernel("1")] == ["killed = 1", "1"]


def test_kernels_side_by_side_write_one_file(home):
    with KernelProcess() as one, KernelProcess() as two:
        clients = [one.client(), two.client()]
        for index in range(20):
            for name, client in zip("ab", clients):
                client.run(f"{name}_{index} = 1")
        for client in clients:
            tail = history(client, hist_access_type="tail", n=100)
            assert len({entry[2] for entry in tail}) == 40


@pytest.mark.parametrize("trouble", ["garbage", "folder", "missing"])
def test_where_the_file_cannot_be_used_the_session_is_remembered(home, monkeypatch, trouble):
    if trouble == "missing":
        monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    else:
        home.mkdir(parents=True)
        path = home / "history.sqlite"
        path.mkdir() if trouble == "folder" else path.write_bytes(b"no database" * 1000)
    assert [entry[2] for entry in run_in_a_kernel("x = 1", "x")] == ["x = 1", "x"]


def test_long_outputs_are_cut_and_strange_texts_kept(home):
    strange = 'print "é🎵 \\u{0} a"'
    with KernelProcess() as kernel:
        client = kernel.client()
        client.run(strange)
        client.run('"' + "x" * 50_000 + '"')
        pairs = history(client, hist_access_type="tail", n=2, output=True)
    assert pairs[0][2][0] == strange
    assert len(pairs[1][2][1]) == 10_001
