"""One peer of Benchmarks/cluster.py: `peer.py TOOL CASE DATA COLUMNS [--labels FILE]`, with the protocol of ClusterBenchmark.

TOOL is shared/tools/peer_cluster.py, whose functions are the peers; DATA holds rows of 32-bit floats, and DATA.labels their
labels as 32-bit integers.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from types import ModuleType

import numpy


def tool(path: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location("peer_cluster", path)
    if specification is None or specification.loader is None:
        sys.exit(f"error: {path} can't be read")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def exact_hdbscan(rows, labels):
    """The package counts one neighbour less than scikit-learn, and is exact only when told so."""
    import hdbscan

    size = max(20, len(rows) // 100)
    model = hdbscan.HDBSCAN(min_cluster_size=size, min_samples=size - 1, approx_min_span_tree=False, core_dist_n_jobs=1)
    return {"labels": model.fit(rows).labels_}


def pca_by_covariance(rows, labels):
    from sklearn.decomposition import PCA

    model = PCA(8, svd_solver="covariance_eigh").fit(rows)
    return {"scores": model.transform(rows), "explained_variance": model.explained_variance_}


def main() -> None:
    arguments = sys.argv[1:]
    target = None
    if len(arguments) > 2 and arguments[-2] == "--labels":
        target = arguments[-1]
        arguments = arguments[:-2]
    module = tool(arguments[0])
    case, _, precision = arguments[1].partition(":")
    cases = {"hdbscan_exact": exact_hdbscan, "pca_covariance": pca_by_covariance}
    run = cases.get(case) or getattr(module, case)
    rows = numpy.fromfile(arguments[2], "<f4").reshape(-1, int(arguments[3]))
    if precision != "float32":
        rows = rows.astype("f8")
    labels = numpy.fromfile(arguments[2] + ".labels", "<i4").astype("i8")
    if target is not None:
        result = run(rows, labels)
        numpy.asarray(result.get("labels", []), "<i4").tofile(target)
        if case.startswith("umap"):
            result["score"] = module.quality(rows, labels, result["embedding"])["knn_recall10"]
        print(score(result))
        return
    # Pools of threads, imports; umap-learn compiles another path beyond 4096 rows.
    few = 4200 if case.startswith("umap") and len(rows) > 4096 else 500
    run(rows[:few], labels[:few])
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.process_time()
        for _ in range(int(line)):
            run(rows, labels)
        print((time.process_time() - started) / int(line), flush=True)


def score(result: dict) -> float:
    for name in ("inertia", "mean_loglik", "score", "kl"):
        if name in result:
            return float(result[name])
    return float(numpy.sum(result["explained_variance"])) if "explained_variance" in result else 0.0


if __name__ == "__main__":
    main()
