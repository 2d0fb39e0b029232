"""Texts as vectors against sentence-transformers and scikit-learn on all cores: the same texts, equal results, wall-clock seconds."""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import harness
import numpy
from harness import Measurement, Server

OURS = str(harness.ROOT / ".build/release/TextBenchmark")
PEER = str(Path(__file__).resolve().parent / "Text/peer.py")
WORDS = (
    "the and you i me my in to of on love rain night heart fire dance baby never again tonight dreams road home light shadow river whiskey "
    "broken angel city moon stars gone forever yesterday running falling singing rock blues summer winter girl boy time world eyes hold tell "
    "don't can't gonna wanna feel know see say believe remember thunder ocean silver golden morning sky wings breathe whisper goodbye"
).split()
SYLLABLES = "ba ri lo ten shu ma vel dor ka ni sto fen gra li mo pel ras tu vin zo".split()


def measure(quick: bool) -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        return [minilm(Path(folder), quick), tfidf(Path(folder), quick)]


def minilm(folder: Path, quick: bool) -> Measurement:
    weights = weights_folder()
    texts = write(lyrics(64 if quick else 128, 213, rare=0.02), folder / "minilm.json")
    commands = {"ours": [OURS, "minilm", texts, weights]}
    commands |= {
        f"sentence-transformers, {threads}": [sys.executable, PEER, case, texts, weights]
        for threads, case in {"all threads": "minilm", "1 thread": "minilm:1"}.items()
        if not (quick and case == "minilm:1")
    }
    ours, theirs = (values(commands[name], folder / "values") for name in list(commands)[:2])
    worst = float(numpy.abs(ours - theirs).max())
    print(f"\nminilm: largest difference of a component {worst:.2g}" + (", NOT EQUAL" if worst > 2e-6 else ""), flush=True)
    found = alternate(commands, 60 if quick else math.inf)
    count = len(json.loads(Path(texts).read_text()))
    for name, times in found.items():
        print(f"  {name:<36} {count / statistics.median(times):6.1f} texts a second")
    per_text = {name: [1e3 * time / count for time in times] for name, times in found.items()}
    return harness.compare("text.minilm", "ms/text", per_text.pop("ours"), per_text)


def tfidf(folder: Path, quick: bool) -> Measurement:
    texts = write(lyrics(2_000 if quick else 8_000, 180, rare=0.3), folder / "tfidf.json")
    commands = {"ours": [OURS, "tfidf", texts]}
    commands |= {f"sklearn {variant}": [sys.executable, PEER, f"tfidf:{variant}", texts] for variant in ("randomized", "arpack")}
    weights = {name: energy(command, folder / "values") for name, command in commands.items()}
    exact = weights["sklearn arpack"]
    print("\ntfidf: squared length of all vectors " + ", ".join(f"{name} {value:.9g}" for name, value in weights.items()))
    if abs(weights["ours"] - exact) > 1e-6 * exact:
        print("  NOT EQUAL")
    found = alternate(commands, 25 if quick else math.inf)
    for name, times in found.items():
        print(f"  {name:<36} {statistics.median(times):8.3f} s")
    return harness.compare("text.tfidf", "s", found.pop("ours"), found)


def alternate(commands: dict[str, list[str]], seconds: float) -> dict[str, list[float]]:
    servers = {name: Server(command) for name, command in commands.items()}
    try:
        for server in servers.values():
            server.wait_until_ready()
        servers["ours"].ask(1)
        return harness.alternate({name: lambda name=name: servers[name].ask(1) for name in servers}, seconds=seconds)
    finally:
        for server in servers.values():
            server.close()


def lyrics(count: int, pieces: int, rare: float) -> list[str]:
    """Made-up texts, the first words the most frequent; `rare` is the share of words beyond the list."""
    numbers = random.Random(1)
    vocabulary = ["".join(numbers.choice(SYLLABLES) for _ in range(2 + place % 3)) for place in range(20_000)]
    texts = []
    for _ in range(count):
        words = []
        while len(words) < pieces * 1.03 * numbers.uniform(0.85, 1.15):
            if numbers.random() < rare:
                words.append(vocabulary[int(len(vocabulary) * numbers.random() ** 3)])
            else:
                words.append(WORDS[int(len(WORDS) * numbers.random() ** 1.5)])
            if numbers.random() < 0.12:
                words[-1] += numbers.choice([",", "\n", ".", "!"])
        texts.append(" ".join(words))
    return texts


def write(texts: list[str], path: Path) -> str:
    path.write_text(json.dumps(texts))
    return str(path)


def values(command: list[str], path: Path) -> numpy.ndarray:
    subprocess.run([*command, "--values", str(path)], check=True, stdout=subprocess.DEVNULL)
    return numpy.fromfile(path, "<f4")


def energy(command: list[str], path: Path) -> float:
    return float((values(command, path).astype("f8") ** 2).sum())


def weights_folder() -> str:
    """Where ./scripts/fetch-minilm puts the weights, or `MVAE_MINILM`."""
    data = os.environ.get("XDG_DATA_HOME", "")
    root = Path(data) if data.startswith("/") else Path.home() / ".local/share"
    folder = Path(os.environ.get("MVAE_MINILM") or root / "mvae/models/minilm")
    if not (folder / "model.safetensors").is_file():
        sys.exit(f"error: no weights in {folder}: run ./scripts/fetch-minilm, or set MVAE_MINILM")
    return str(folder)


if __name__ == "__main__":
    harness.run(measure)
