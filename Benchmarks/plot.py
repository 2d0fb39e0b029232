"""Figures against matplotlib's best variant on the same data: scatter plots as SVG, a spectrogram as PNG; time and bytes."""

from __future__ import annotations

import importlib.util
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import harness
import numpy
from harness import Measurement, Server

OURS = str(harness.ROOT / ".build/release/PlotBenchmark")
SIZES = {"2k": 2_000, "10k": 10_000, "100k": 100_000}


def measure(quick: bool) -> list[Measurement]:
    peers = load_peers()
    results: list[Measurement] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, count in SIZES.items():
            points, classes = peers.data(count)
            data = Path(folder, f"{name}.f32")
            numpy.c_[points, classes].astype("<f4").tofile(data)
            results += figure(f"scatter.{name}", "scatter", data, scatters(peers, count), quick)
        data = Path(folder, "spectrogram.f32")
        numpy.ascontiguousarray(peers.spec(), dtype="<f4").tofile(data)
        variants = {"specshow": peers.mpl_specshow(144), "imshow": peers.mpl_imshow(144)}
        results += figure("spectrogram", "spectrogram", data, variants, quick)
    return results


def scatters(peers: ModuleType, count: int) -> dict[str, Callable[[], bytes]]:
    """A series a class with a legend, or one collection; of very many points as pixels inside the SVG, as ours are."""
    raster = count > 20_000
    return {
        "10 series": peers.mpl_scatter(count, "svg", False, raster),
        "one collection": peers.mpl_scatter(count, "svg", True, raster),
    }


def figure(name: str, case: str, data: Path, peers: dict[str, Callable[[], bytes]], quick: bool) -> list[Measurement]:
    """Milliseconds and bytes of one figure; a round of ours draws for about a tenth of a second."""
    print(f"\n{name}", flush=True)
    ours = Server([OURS, case, str(data)])
    try:
        ours.wait_until_ready()
        turn = max(1, round(0.1 / ours.ask(2)))
        sizes = {peer: len(draw()) for peer, draw in peers.items()}
        values = harness.alternate(
            {"ours": lambda: ours.ask(turn) * 1e3} | {peer: lambda draw=draw: timed(draw) for peer, draw in peers.items()},
            seconds=15 if quick else math.inf,
        )
    finally:
        ours.close()
    for contestant, times in values.items():
        print(f"  {contestant:<20} {sorted(times)[len(times) // 2]:9.4g} ms (median of {len(times)} rounds)")
    speed = harness.compare(f"plot.{name}", "ms", values.pop("ours"), values)
    assert speed.peer_name is not None
    return [speed, harness.compare(f"plot.{name}.bytes", "bytes", [our_bytes(case, data)], {speed.peer_name: [sizes[speed.peer_name]]})]


def timed(draw: Callable[[], bytes]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    draw()
    return (time.perf_counter() - started) * 1e3


def our_bytes(case: str, data: Path) -> int:
    target = data.with_suffix(".figure")
    subprocess.run([OURS, case, str(data), "--write", str(target)], check=True)
    return target.stat().st_size


def load_peers() -> ModuleType:
    path = harness.peer_tool("peer_plot.py")
    specification = importlib.util.spec_from_file_location("peer_plot", path)
    if specification is None or specification.loader is None:
        sys.exit(f"error: {path} can't be read")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


if __name__ == "__main__":
    harness.run(measure)
