"""One peer of Benchmarks/text.py: `peer.py CASE TEXTS [FOLDER] [--values FILE]`, with the protocol of TextBenchmark.

CASE is minilm (all cores) or minilm:1 (one thread), texts sorted by length in batches of 32 as sentence-transformers does;
or tfidf:arpack, tfidf:randomized.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import numpy


def minilm(texts: list[str], folder: str, threads: str) -> Callable[[], numpy.ndarray]:
    import torch
    from sentence_transformers import SentenceTransformer

    if threads:
        torch.set_num_threads(int(threads))
    model = SentenceTransformer(folder, device="cpu")
    # As the model's own sentence_bert_config.json says, which the folder need not have.
    model.max_seq_length = 256
    return lambda: model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def tfidf(texts: list[str], algorithm: str) -> Callable[[], numpy.ndarray]:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    return lambda: TruncatedSVD(64, algorithm=algorithm, random_state=0).fit_transform(TfidfVectorizer().fit_transform(texts))


def main() -> None:
    arguments = sys.argv[1:]
    target = None
    if len(arguments) > 2 and arguments[-2] == "--values":
        target = arguments[-1]
        arguments = arguments[:-2]
    case, _, variant = arguments[0].partition(":")
    with open(arguments[1], encoding="utf-8") as file:
        texts = json.load(file)
    run = minilm(texts, arguments[2], variant) if case == "minilm" else tfidf(texts, variant)
    if target is not None:
        values = numpy.ascontiguousarray(run(), "<f4")
        values.tofile(target)
        print(float((values.astype("f8") ** 2).sum()))
        return
    run()
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        for _ in range(int(line)):
            run()
        print((time.perf_counter() - started) / int(line), flush=True)


if __name__ == "__main__":
    main()
