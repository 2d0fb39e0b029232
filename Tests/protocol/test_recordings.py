"""Recordings in files: kernels that share one cache of features, and what damaged ones leave in the terminal."""

import array
import itertools
import math
import os
import random
import subprocess
import wave

import pytest
from kernel_process import program


@pytest.fixture
def music(tmp_path):
    """Twelve tones in a folder."""
    folder = tmp_path / "music"
    folder.mkdir()
    for index in range(12):
        samples = array.array("h", (int(9000 * math.sin(n * 0.02 * (index + 1))) for n in range(22050)))
        with wave.open(str(folder / f"{index:02}.wav"), "wb") as file:
            file.setparams((1, 2, 22050, 0, "NONE", ""))
            file.writeframes(samples.tobytes())
    return tmp_path


numbers = itertools.count()


def start(folder, script):
    name = f"script{next(numbers)}.mvae"
    (folder / name).write_text(script)
    return subprocess.Popen(
        [program(), "run", name], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip


def finish(process):
    out, err = process.communicate(timeout=50)
    assert process.returncode == 0, err
    return out, err


def entries(shown):
    """What `show cache` says."""
    lines = shown.splitlines()
    return int(lines[lines.index(next(line for line in lines if line.startswith("entries"))) + 2].split()[0])


EXTRACT = 'c = load folder "music"\nf = extract spectral c kinds: [mfcc, chroma, rms]\nexport f "{name}.csv"\n'


def test_kernels_share_one_cache(music):
    """Four at once, then one more: the same bytes as without a cache, and one entry a track and feature."""
    fresh, _ = finish(start(music, EXTRACT.format(name="alone").replace("rms]", "rms] cache: off") + "show cache"))
    assert entries(fresh) == 0
    for process in [start(music, EXTRACT.format(name="shared")) for _ in range(4)]:
        finish(process)
    shown, _ = finish(start(music, EXTRACT.format(name="again") + "show cache"))
    assert entries(shown) == 36 and f"in {music}/cache/mvae/features\n" in shown
    alone = (music / "alone.csv").read_bytes()
    assert (music / "shared.csv").read_bytes() == alone and (music / "again.csv").read_bytes() == alone


def test_a_cache_that_cannot_be_written_is_no_error(music):
    (music / "cache").write_text("in the way")
    out, err = finish(start(music, EXTRACT.format(name="x") + "show cache"))
    assert entries(out) == 0 and err == ""


def test_decoders_do_not_write_into_the_terminal(music):
    finish(start(music, 'c = load folder "music"\nsave c[0] "music/good.mp3"'))
    good = (music / "music" / "good.mp3").read_bytes()
    chance = random.Random(5)
    for index in range(20):
        damaged = bytearray(good)
        for _ in range(30):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (music / "music" / f"bad{index}.mp3").write_bytes(damaged)
    _, err = finish(start(music, 'c = load folder "music"\nf = extract rms c'))
    assert all(line.startswith("note: ") for line in err.splitlines()), err
