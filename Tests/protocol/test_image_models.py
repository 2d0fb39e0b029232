"""Lyrics and the two convolutional models, from the language's side: scripts in the terminal on a small corpus."""

import pytest
from test_script_runs import run

PREPARATION = """corpus = load demo tracks: 48 duration: 1
mel = extract mel corpus bands: 32 frames: 32
words = extract lyrics corpus dimensions: 8
"""


def script(code):
    return run("run", "-", script=PREPARATION + code)


def test_multimodal_fuses_images_and_lyrics():
    done = script("fused = train multimodal mel words latent: 4 channels: [4, 8] epochs: 2\nfused\nfused.latents\n")
    assert done.returncode == 0, done.stderr
    assert "multimodal VAE by a mixture of products of experts, 32×32 channels 4-8, 8-128, latent 4" in done.stdout
    assert "× 4" in done.stdout


def test_images_alone_will_do():
    done = script("heard = train multimodal mel channels: [4, 8] epochs: 1\nheard\n")
    assert done.returncode == 0, done.stderr
    assert "text" not in done.stdout.splitlines()[0]


def test_conditional_samples_by_label_and_repeats():
    code = 'cvae = train conditional mel labels: genre latent: 4 channels: [4, 8] epochs: 2\nsample cvae label: "Rock" count: 2\nx = sample cvae label: "Rock" count: 2 seed: 3\nexport x "/dev/null/x.npz"\n'
    done = script(code)
    assert done.returncode == 1, "the last line can't be written"
    assert "2 × 32 × 32, dB" in done.stdout


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    code = PREPARATION + (
        "cvae = train conditional mel words latent: 4 channels: [4, 8] epochs: 2\n"
        'x = sample cvae label: "Jazz" count: 3 seed: 5\nexport x "{path}"\n'
    )
    contents = []
    for name in ["a.npy", "b.npy"]:
        path = tmp_path / name
        done = run("run", "-", script=code.replace("{path}", str(path)))
        assert done.returncode == 0, done.stderr
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    "line, said",
    [
        ('c = train conditional mel channels: [4] epochs: 1\nsample c label: "Rok"', "Rok"),
        ("b = train basic mel epochs: 1\nplot samples b", "images"),
        ('b = train basic mel epochs: 1\nsample b label: "Rock"', "knows no labels"),
        ("train multimodal words", "takes images"),
        ("odd = extract mel corpus bands: 30 frames: 32\ntrain multimodal odd", "30"),
        ("train conditional mel labels: gnre", "gnre"),
        ('none = filter corpus genre: "Rock"\nplot reconstruction mel', "takes a model"),
    ],
)
def test_mistakes_are_named(line, said):
    done = script(line + "\n")
    assert done.returncode == 1
    assert said in done.stderr and "^" in done.stderr, done.stderr


def test_a_label_that_was_given_is_said_in_a_comparison():
    done = script("cvae = train conditional mel channels: [4] epochs: 1\ncompare cvae k: 4 seeds: 2\n")
    assert done.returncode == 0, done.stderr
    assert "was given the label `genre`" in done.stdout


def test_figures_of_samples_and_reconstructions(tmp_path):
    done = run(
        "run", "-", "--output", str(tmp_path / "out"),
        script=PREPARATION
        + "cvae = train conditional mel channels: [4] epochs: 1\nplot samples cvae count: 2\nplot reconstruction cvae corpus[0..<3]\n",
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["005.png", "006.png"]
    assert "16 pictures in 8 rows" in done.stdout
