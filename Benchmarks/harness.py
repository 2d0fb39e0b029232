"""What every benchmark shares: alternated rounds, the best variant, the table, the JSON file.

A benchmark is one file beside this one: NAME.py, run by `./scripts/bench NAME`, with a function
`measure(quick) -> list[Measurement]` given to `run`.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9


@dataclasses.dataclass(frozen=True)
class Measurement:
    """One line of the table: `ours` and `peer` are medians over the rounds, in `unit`, lower is better."""

    name: str
    unit: str
    ours: float
    peer: float | None = None
    peer_name: str | None = None
    ratio: float | None = None
    """The median of the rounds' ratios peer / ours against the best variant: above 1, ours is better."""
    rounds: int = 1


def compare(name: str, unit: str, ours: Sequence[float], peers: Mapping[str, Sequence[float]]) -> Measurement:
    """`ours` and each peer's values, round by round, as one measurement against the best peer."""
    median = statistics.median(ours)
    if not peers:
        return Measurement(name, unit, median, rounds=len(ours))
    best = min(peers, key=lambda peer: statistics.median(peers[peer]))
    ratio = statistics.median(theirs / own for own, theirs in zip(ours, peers[best], strict=True))
    return Measurement(name, unit, median, statistics.median(peers[best]), best, ratio, len(ours))


def alternate(
    contestants: Mapping[str, Callable[[], float]], rounds: int = ROUNDS, seconds: float = math.inf
) -> dict[str, list[float]]:
    """What each contestant gives in each round, one after the other; every round begins with another one.

    After `seconds` no further round begins, but there are three at least.
    """
    names = list(contestants)
    values: dict[str, list[float]] = {name: [] for name in names}
    started = time.monotonic()
    for turn in range(rounds):
        if turn >= 3 and time.monotonic() - started > seconds:
            break
        for place in range(len(names)):
            name = names[(turn + place) % len(names)]
            values[name].append(contestants[name]())
    return values


class Server:
    """A program that writes `ready`, then answers every line with a number."""

    def __init__(self, command: Sequence[str]):
        self.command = command
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self) -> float:
        """Seconds from its start until it is ready."""
        line = self._read()
        if line != "ready":
            raise RuntimeError(f"{' '.join(self.command)} did not start: {line or 'no answer'}")
        return time.monotonic() - self.started

    def ask(self, line: object) -> float:
        # The threads of the one before may still spin for a moment: let them fall asleep.
        time.sleep(0.05)
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        answer = self._read()
        if not answer:
            raise RuntimeError(f"{' '.join(self.command)} ended with status {self.process.wait()}")
        return float(answer)

    def peak_megabytes(self) -> float:
        """The most memory that it ever had resident (Linux: VmHWM)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def _read(self) -> str:
        return self.process.stdout.readline().strip()


def peer_tool(name: str) -> Path:
    """A program of the folder `shared/tools` beside the repository or beside a folder above it, or `MVAE_SHARED`."""
    given = os.environ.get("MVAE_SHARED")
    places = [Path(given)] if given else [folder / "shared" for folder in ROOT.parents]
    for place in places:
        if (place / "tools" / name).is_file():
            return place / "tools" / name
    sys.exit(
        f"error: the peer {name} is not there: a folder shared/tools beside the repository, or beside a folder "
        "above it, has it; MVAE_SHARED names another folder `shared`"
    )


def run(measure: Callable[[bool], list[Measurement]]) -> None:
    """The command line of a benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="within two minutes, with fewer variants")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements as a list of objects")
    options = parser.parse_args()
    print(machine())
    measurements = measure(options.quick)
    print(f"\n{machine()}\n\n{table(measurements)}")
    if options.json:
        options.json.write_text(json.dumps([dataclasses.asdict(each) for each in measurements], indent=1) + "\n")


def machine() -> str:
    """Cores and load, with a warning where others work, too: programs that wait by spinning then lose most."""
    loads, cores = os.getloadavg(), os.cpu_count() or 1
    words = f"{cores} cores, load average {' '.join(f'{load:.2f}' for load in loads)}"
    return words + ("; THE MACHINE IS BUSY, don't quote these figures" if loads[0] > 2 * cores else "")


def table(measurements: Sequence[Measurement]) -> str:
    header = ("name", "ours", "peer", "unit", "ratio", "rounds", "best peer")
    rows = [header] + [
        (each.name, _number(each.ours), _number(each.peer), each.unit, _number(each.ratio), str(each.rounds), each.peer_name or "-")
        for each in measurements
    ]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell.rjust(width) if 0 < place < 6 else cell.ljust(width) for place, (cell, width) in enumerate(zip(row, widths))]
    return "  ".join(cells).rstrip()


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
