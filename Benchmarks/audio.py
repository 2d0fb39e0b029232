"""Features of audio files and sound of features: ours against the peers, per CPU-second; memory, threads, start.

128 log-mel bands and 40 MFCC of 16 recordings of 30 s. `audio.mixed`, `audio.wav22k`, `audio.pcm` and `audio.inverse`
are milliseconds of CPU, all threads counted, a file.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import harness
from harness import Measurement, Server

OURS = str(harness.ROOT / ".build/release/AudioBenchmark")
PEER = str(harness.ROOT / "Benchmarks/Audio/peer.py")
PEERS = ("librosa (1 process)", "torchaudio (1 thread)", "audioflux (1 process)", "nnAudio (1 thread)", "essentia (1 process)")
FASTEST = PEERS[:3]
FILES = 16


def measure(quick: bool) -> list[Measurement]:
    if quick:
        print("--quick leaves out nnAudio and essentia (a third of the others' speed)")
    with tempfile.TemporaryDirectory(prefix="mvae-bench-") as folder:
        mixed, plain, chord = recordings(Path(folder))
        return (
            files("audio.mixed", mixed, quick)
            + files("audio.wav22k", plain, quick)
            + [samples(plain, quick), inverse(chord, quick), cached(mixed, quick), threads(mixed, quick)]
            + [memory(mixed, quick), first(mixed, quick)]
        )


def recordings(folder: Path) -> tuple[str, str, str]:
    """The peer's own test files: 44.1 kHz stereo in four formats, 22.05 kHz mono wav, and 10 s of a chord."""
    tool = str(harness.peer_tool("peer_audio.py"))
    mixed, plain, chord = folder / "mixed", folder / "wav22k", folder / "chord.wav"
    subprocess.run([sys.executable, tool, "--make", str(mixed)], check=True)
    subprocess.run([sys.executable, tool, "--make", str(plain), "--rate", "22050", "--mono", "--kinds", "wav"], check=True)
    write_chord = "import sys, peer_audio as p, soundfile as s; s.write(sys.argv[1], p.chord(10.0), p.SR, subtype='FLOAT')"
    subprocess.run([sys.executable, "-c", write_chord, str(chord)], check=True, cwd=Path(tool).parent)
    return str(mixed), str(plain), str(chord)


# Speed


def files(name: str, folder: str, quick: bool) -> list[Measurement]:
    """Against the best peer, and against librosa alone."""
    peers = FASTEST if quick else PEERS
    values = alternate(name, {"ours": ours("files", folder)} | {each: peer(each, "files", folder) for each in peers}, quick)
    own = values.pop("ours")
    return [
        harness.compare(name, "ms", own, values),
        harness.compare(f"{name}.librosa", "ms", own, {PEERS[0]: values[PEERS[0]]}),
    ]


def samples(folder: str, quick: bool) -> Measurement:
    values = alternate("audio.pcm", {"ours": ours("pcm", folder), "librosa": peer("librosa", "pcm", folder)}, quick)
    return harness.compare("audio.pcm", "ms", values.pop("ours"), values)


def inverse(chord: str, quick: bool) -> Measurement:
    """10 s of sound of 128 mel bands by 32 iterations; how near it comes is printed beside the time."""
    servers = {
        "ours": ours("inverse", chord),
        "librosa": peer("librosa", "inverse", chord),
        "pseudo-inverse": peer("pseudo-inverse", "inverse", chord),
    }
    values = alternate("audio.inverse", servers, quick, count=1, judge=lambda name, server: convergence(chord, name, server))
    values.pop("pseudo-inverse")  # another method, shown only: librosa has no function for it
    return harness.compare("audio.inverse", "ms", values.pop("ours"), values)


def convergence(chord: str, name: str, server: Server) -> None:
    """|STFT of the sound - STFT of the source| / |STFT of the source|, in dB of magnitudes."""
    import librosa
    import numpy as np

    target = str(Path(chord).with_name("made.wav"))
    server.ask(f"cpu 1 {target}")
    source, _ = librosa.load(chord, sr=22050)
    made = librosa.util.fix_length(librosa.load(target, sr=22050)[0], size=len(source))
    wanted = np.abs(librosa.stft(source))
    ratio = np.linalg.norm(np.abs(librosa.stft(made)) - wanted) / np.linalg.norm(wanted)
    print(f"  {name:<24} spectral convergence {20 * np.log10(ratio):.2f} dB")


def alternate(
    name: str, servers: dict[str, Server], quick: bool, count: int = FILES,
    judge: Callable[[str, Server], None] | None = None,
) -> dict[str, list[float]]:
    """CPU milliseconds a file of each, round by round; a peer that is not installed is left out."""
    print(f"\n{name}", flush=True)
    try:
        for each in list(servers):
            start(each, servers)
        values = harness.alternate(
            {each: lambda server=server: server.ask("cpu 1") / count * 1e3 for each, server in servers.items()},
            seconds=12 if quick else math.inf,
        )
        report(values, "CPU ms")
        if judge:
            for each, server in servers.items():
                judge(each, server)
        return values
    finally:
        for server in servers.values():
            server.close()


def start(name: str, servers: dict[str, Server]) -> None:
    try:
        servers[name].wait_until_ready()
    except RuntimeError:
        if name == "ours":
            raise
        print(f"  {name} left out: it is not installed, or does not start")
        servers.pop(name).close()


def report(values: Mapping[str, list[float]], unit: str) -> None:
    for name, times in values.items():
        print(f"  {name:<24} {statistics.median(times):9.4g} {unit} (median of {len(times)} rounds)", flush=True)


def cached(folder: str, quick: bool) -> Measurement:
    """The second extraction of the same files against the first, in CPU time."""
    values = alternate("audio.cached", {"ours": ours("cached", folder), "not cached": ours("files", folder)}, quick)
    return harness.compare("audio.cached", "ms", values.pop("ours"), values)


# Threads, memory, start


def threads(folder: str, quick: bool) -> Measurement:
    """Seconds of all files by two threads, the peer being one; CPU-seconds beside it, for a machine that is busy."""
    server = ours("files", folder)
    server.wait_until_ready()
    print("\naudio.threads", flush=True)
    questions = [f"{unit} {count}" for unit in ("wall", "cpu") for count in (1, 2)]
    values = harness.alternate(
        {each: lambda each=each: server.ask(each) for each in questions}, seconds=12 if quick else math.inf)
    server.close()
    report(values, "s")
    for unit in ("wall", "cpu"):
        shares = [two / one for one, two in zip(values[f"{unit} 1"], values[f"{unit} 2"])]
        print(f"  {unit} of two threads: {statistics.median(shares):.3f} of one")
    return harness.compare("audio.threads", "s", values["wall 2"], {"one thread": values["wall 1"]})


def memory(folder: str, quick: bool) -> Measurement:
    """Peak megabytes of two threads against librosa's two processes."""
    server = ours("files", folder)
    server.wait_until_ready()
    server.ask("cpu 2")
    own = server.peak_megabytes()
    server.close()
    theirs = resident("librosa (2 processes)", folder)
    return harness.compare("audio.memory", "MB", [own], {"librosa (2 processes)": [theirs]})


def resident(variant: str, folder: str) -> float:
    """Peak megabytes of all processes of a variant, as the peer's tool counts them."""
    tool = str(harness.peer_tool("peer_audio.py"))
    done = subprocess.run([sys.executable, tool, folder, "--one", variant], check=True, capture_output=True, text=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    return json.loads(line.removeprefix("RESULT "))["rss"]


def first(folder: str, quick: bool) -> Measurement:
    """From the start of the process until the first file is through."""
    values = harness.alternate(
        {
            "ours": lambda: seconds_to_ready(ours("files", folder)),
            "librosa": lambda: seconds_to_ready(peer(PEERS[0], "files", folder)),
        },
        rounds=3 if quick else harness.ROUNDS,
    )
    return harness.compare("audio.first", "s", values.pop("ours"), values)


def seconds_to_ready(server: Server) -> float:
    seconds = server.wait_until_ready()
    server.close()
    return seconds


def ours(workload: str, path: str) -> Server:
    return Server([OURS, workload, path])


def peer(variant: str, workload: str, path: str) -> Server:
    """One thread each: CPU-seconds are compared."""
    single = ["env"] + [f"{name}_NUM_THREADS=1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")] + ["PEER_THREADS=1"]
    return Server(single + [sys.executable, PEER, str(harness.peer_tool("peer_audio.py")), variant, workload, path])


if __name__ == "__main__":
    harness.run(measure)
