"""The side of `./scripts/bench audio` that is the peers': the variants of shared/tools/peer_audio.py as a server.

`peer.py TOOL VARIANT WORKLOAD PATH` speaks the protocol of AudioServer.swift; WORKLOAD is files, pcm or inverse.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import types
from collections.abc import Callable


def main() -> None:
    tool, variant, workload, path = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("peer_audio", tool)
    peers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(peers)
    if variant.startswith("torchaudio"):
        leave_out_extension()
    try:
        work = {"files": files, "pcm": samples, "inverse": inverse}[workload](peers, variant, path)
    except ImportError as error:
        sys.exit(f"    {error}")
    print("ready", flush=True)
    for line in sys.stdin:
        unit, _, argument = (line.split(maxsplit=2) + [""])[:3]
        clock = time.process_time if unit == "cpu" else time.perf_counter
        start = clock()
        work(argument.strip())
        print(clock() - start, flush=True)


def leave_out_extension() -> None:
    """torchaudio's compiled part may want a CUDA that is not there; what is measured is written in Python."""
    extension = types.ModuleType("torchaudio._extension")
    extension.fail_if_no_align = lambda function: function
    extension._IS_TORCHAUDIO_EXT_AVAILABLE = False
    sys.modules["torchaudio._extension"] = extension


def files(peers, variant: str, folder: str) -> Callable[[str], None]:
    one = peers.VARIANTS[variant][0]()
    paths = peers.files_of(folder)
    one(paths[0])
    return lambda _: [one(path) for path in paths] and None


def samples(peers, variant: str, folder: str) -> Callable[[str], None]:
    import librosa

    decoded = [librosa.load(path, sr=peers.SR)[0] for path in peers.files_of(folder)]

    def features(y):
        level = librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=peers.SR, n_mels=peers.NMEL))
        return level, librosa.feature.mfcc(S=level, sr=peers.SR, n_mfcc=peers.NMFCC)

    features(decoded[0])
    return lambda _: [features(y) for y in decoded] and None


def inverse(peers, variant: str, path: str) -> Callable[[str], None]:
    """librosa's mel_to_audio, or its Griffin-Lim after a clipped pseudo-inverse; written to the file asked for."""
    import librosa
    import numpy as np
    import soundfile

    y, _ = librosa.load(path, sr=peers.SR)
    mel = librosa.feature.melspectrogram(y=y, sr=peers.SR, n_mels=peers.NMEL)
    inverse = np.linalg.pinv(librosa.filters.mel(sr=peers.SR, n_fft=peers.NFFT, n_mels=peers.NMEL))

    def sound(target: str) -> None:
        if variant == "librosa":
            made = librosa.feature.inverse.mel_to_audio(mel, sr=peers.SR)
        else:
            made = librosa.griffinlim(np.sqrt(np.maximum(inverse @ mel, 0)).astype(np.float32))
        if target:
            soundfile.write(target, made, peers.SR)

    sound("")
    return sound


if __name__ == "__main__":
    main()
