"""Clustering and maps against scikit-learn, fastcluster, hdbscan, openTSNE and umap-learn: CPU seconds of one thread each on the same rows, equal results."""

from __future__ import annotations

import dataclasses
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import harness
import numpy
from harness import Measurement, Server

OURS = str(harness.ROOT / ".build/release/ClusterBenchmark")
PEER = str(Path(__file__).resolve().parent / "Cluster/peer.py")
COLUMNS = 32
ALONE = [f"{name}=1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")]


@dataclasses.dataclass(frozen=True)
class Outcome:
    labels: numpy.ndarray
    score: float


def same_groups(ours: Outcome, theirs: Outcome) -> str:
    """The same clusters, whatever their numbers."""
    from sklearn.metrics import adjusted_rand_score

    agreement = adjusted_rand_score(theirs.labels, ours.labels)
    return f"ARI {agreement:.6f}" + ("" if agreement == 1 else ", NOT EQUAL")


def within(share: float, lower: bool) -> Callable[[Outcome, Outcome], str]:
    """A score as good as the peer's, up to a share of it; `lower` is better."""

    def check(ours: Outcome, theirs: Outcome) -> str:
        worse = (ours.score - theirs.score) * (1 if lower else -1)
        return f"{ours.score:.6g} and {theirs.score:.6g}" + (", WORSE" if worse > share * abs(theirs.score) else "")

    return check


def equal(ours: Outcome, theirs: Outcome) -> str:
    difference = abs(ours.score - theirs.score)
    return f"{ours.score:.8g} and {theirs.score:.8g}" + (", NOT EQUAL" if difference > 1e-6 * abs(theirs.score) else "")


@dataclasses.dataclass(frozen=True)
class Case:
    """A line of the table: our case, the peers' functions by name, the rows, and what equal results are."""

    name: str
    ours: str
    peers: dict[str, str]
    rows: int
    quick_rows: int
    check: Callable[[Outcome, Outcome], str]
    memory: bool = False
    in_quick: bool = True


KMEANS = {"sklearn": "kmeans", "sklearn float32": "kmeans:float32"}
CASES = [
    Case("kmeans", "kmeans", KMEANS, 25_000, 25_000, within(0.001, lower=True)),
    Case("kmeans.1k", "kmeans", KMEANS, 1_000, 1_000, within(0.001, lower=True)),
    Case("kmeans.100k", "kmeans", KMEANS, 100_000, 100_000, within(0.001, lower=True)),
    Case("gmm", "gmm", {"sklearn": "gmm"}, 25_000, 25_000, within(0.01, lower=False)),
    Case("ward", "ward", {"fastcluster": "ward_fastcluster"}, 25_000, 5_000, same_groups, memory=True),
    Case("ward.sklearn", "ward", {"sklearn": "ward_sklearn"}, 5_000, 5_000, same_groups),
    Case("silhouette", "silhouette", {"sklearn": "silhouette"}, 25_000, 5_000, equal, memory=True),
    Case("dbscan", "dbscan", {"sklearn": "dbscan"}, 25_000, 5_000, same_groups),
    Case("hdbscan", "hdbscan", {"sklearn": "hdbscan_sklearn", "hdbscan exact": "hdbscan_exact"}, 25_000, 5_000, same_groups),
    Case("pca", "pca", {"sklearn full": "pca", "sklearn covariance": "pca_covariance"}, 25_000, 25_000, equal),
    Case("tsne", "tsne", {"openTSNE": "tsne_open", "sklearn": "tsne_sklearn"}, 5_000, 1_000, within(0.01, lower=True), in_quick=False),
    Case("umap", "umap", {"umap-learn": "umap_learn"}, 5_000, 1_000, within(0.15, lower=False), True, in_quick=False),
]


def measure(quick: bool) -> list[Measurement]:
    tool = str(harness.peer_tool("peer_cluster.py"))
    results: list[Measurement] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if quick and not case.in_quick:
                continue
            data = rows_of(case.quick_rows if quick else case.rows, Path(folder), tool)
            results += measure_case(case, data, tool, Path(folder), quick)
    return results


def rows_of(count: int, folder: Path, tool: str) -> Path:
    """The blobs of the peers' tool, in single precision for all, so that results can be equal."""
    data = folder / f"{count}.f32"
    if not data.exists():
        sys.path.insert(0, str(Path(tool).parent))
        import peer_cluster

        points, labels = peer_cluster.blobs(count, COLUMNS)
        points.astype("<f4").tofile(data)
        labels.astype("<i4").tofile(f"{data}.labels")
    return data


def measure_case(case: Case, data: Path, tool: str, folder: Path, quick: bool) -> list[Measurement]:
    count = data.stat().st_size // 4 // COLUMNS
    print(f"\n{case.name}, {count} rows of {COLUMNS}", flush=True)
    commands = {"ours": [OURS, case.ours, str(data), str(COLUMNS), "1"]}
    commands |= {
        name: ["env", *ALONE, sys.executable, PEER, tool, function, str(data), str(COLUMNS)]
        for name, function in case.peers.items()
    }
    ours, *theirs = [outcome(command, folder / "labels") for command in commands.values()]
    for name, found in zip(case.peers, theirs):
        print(f"  against {name}: {case.check(ours, found)}")
    servers = {name: Server(command) for name, command in commands.items()}
    try:
        for server in servers.values():
            server.wait_until_ready()
        # A turn of about a fifth of a second, whatever the speed.
        turns = {name: max(1, round(0.2 / max(server.ask(1), 1e-6))) for name, server in servers.items()}
        values = harness.alternate(
            {name: lambda name=name: servers[name].ask(turns[name]) for name in servers},
            seconds=8 if quick else 300,
        )
        memory = {name: [server.peak_megabytes()] for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.close()
    for name, times in values.items():
        print(f"  {name:<20} {statistics.median(times):9.4g} CPU s (median of {len(times)} rounds)")
    results = [harness.compare(f"cluster.{case.name}", "CPU s", values.pop("ours"), values)]
    if case.memory:
        results.append(harness.compare(f"cluster.{case.name}.memory", "MB", memory.pop("ours"), memory))
    return results


def outcome(command: list[str], target: Path) -> Outcome:
    answer = subprocess.run([*command, "--labels", str(target)], check=True, capture_output=True, text=True).stdout
    return Outcome(numpy.fromfile(target, "<i4"), float(answer.split()[-1]) if answer.strip() else math.nan)


if __name__ == "__main__":
    harness.run(measure)
