"""What a trained model answers, and what is saved of it, from the language's side: scripts in the terminal."""

import pytest
from test_script_runs import run

PREPARATION = """corpus = load demo tracks: 40 duration: 1 genres: 4
mfcc = extract mfcc corpus coefficients: 4
mel = extract mel corpus bands: 16 frames: 16
words = extract lyrics corpus dimensions: 4
basic = train basic mfcc latent: 3 epochs: 4
cvae = train conditional mel words latent: 3 channels: [4] epochs: 1
"""


def script(code, cwd=None):
    return run("run", "-", script=PREPARATION + code, cwd=cwd)


def test_encoding_reconstruction_and_decoding():
    done = script(
        "codes = encode basic count: 2\ncodes\ncodes.samples\nreconstruct basic order: worst\n"
        'reconstruct cvae mel[3] as: "Jazz"\ndecode basic [[0, 0, 0], [1, 0, -1.5]]\n'
    )
    assert done.returncode == 0, done.stderr
    assert "Encoding of 40 tracks in 3 dimensions, 2 draws each" in done.stdout
    assert "samples, 80 × 3" in done.stdout
    assert "reconstruction of mfcc, 40 × 8" in done.stdout and "error" in done.stdout
    assert "decoded mfcc, 2 × 8" in done.stdout


def test_ways_through_the_latent_space(tmp_path):
    done = run(
        "run", "-", "--output", str(tmp_path / "out"),
        script=PREPARATION
        + "interpolate basic from: 0 to: -1 steps: 5 path: spherical\ntraverse basic dimension: 1 steps: 5\n"
        + "plot traversal cvae dimension: 0 steps: 5\nplot interpolation cvae from: 0 to: 5 steps: 4\nplot divergence basic\n",
    )
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["009.png", "010.png", "011.png", "011.svg"]
    assert "5 pictures in 1 row" in done.stdout and "4 pictures in 1 row" in done.stdout


def test_a_description():
    done = script("describe cvae\n")
    assert done.returncode == 0, done.stderr
    for word in ["encoder.0", "4 × 8 × 8", "floating-point operations", "seconds an epoch", "seed", "z0"]:
        assert word in done.stdout, word


def test_fitted_densities_repeat():
    line = 'sample cvae from: mixture components: 2 label: "Rock" count: 2 seed: 5\nsample basic from: gaussian count: 2\n'
    first, second = script(line), script(line)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


def test_a_saved_model_answers_the_same_in_another_process(tmp_path):
    saved = script(
        'save cvae "m.safetensors"\nsave words "w.safetensors"\na = encode cvae\nexport a.mean "a.npy"\n'
        "b = sample cvae from: gaussian count: 3 seed: 4\nexport b \"b.npy\"\n", cwd=tmp_path)
    assert saved.returncode == 0, saved.stderr
    opened = run(
        "run", "-", cwd=tmp_path,
        script="corpus = load demo tracks: 40 duration: 1 genres: 4\n"
        'cvae = open "m.safetensors"\ncvae\nmel = extract mel corpus like: cvae\nwords = extract lyrics corpus like: cvae\n'
        'a = encode cvae mel words\nexport a.mean "a2.npy"\nb = sample cvae from: gaussian count: 3 seed: 4\n'
        'export b "b2.npy"\nplot latent cvae\ncluster kmeans cvae k: 3\n')
    assert opened.returncode == 0, opened.stderr
    assert "opened from a file" in opened.stdout
    assert (tmp_path / "a.npy").read_bytes() == (tmp_path / "a2.npy").read_bytes()
    assert (tmp_path / "b.npy").read_bytes() == (tmp_path / "b2.npy").read_bytes()


def test_sounds_and_figures_are_saved(tmp_path):
    done = script(
        'save corpus[0] "t.wav"\nclip = play corpus[1] seconds: 0.5\nsave clip "c.flac"\nfig = plot latent basic\n'
        'save fig "f.svg"\nsave fig "f.png"\nsave fig "f.png"\n', cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "t.wav").read_bytes()[:4] == b"RIFF" and (tmp_path / "c.flac").read_bytes()[:4] == b"fLaC"
    assert (tmp_path / "f.svg").read_text().startswith("<") and (tmp_path / "f.png").read_bytes()[:4] == b"\x89PNG"
    assert "f.png was there and is replaced" in done.stderr


@pytest.mark.parametrize(
    "line, said, carets",
    [
        ("decode basic [0, 0]", "3 numbers, not 2", "^^^^^^"),
        ('interpolate basic from: 0 to: "x"', "trained on no track", '^^^'),
        ("traverse basic dimension: 3", "no dimension 3", "^"),
        ('save basic "m.wav"', "saved as .safetensors", "^^^^^^^"),
        ('save 5 "m.safetensors"', "can't be saved", "^"),
        ('save basic "no/m.safetensors"', "cannot be written", "^^^^^^^^^^^^^^^^^^"),
        ('open "none.safetensors"', "no such file", "^^^^^^^^^^^^^^^^^^"),
        ("extract mel corpus like: words", "not by `extract mel`", "^^^^^"),
    ],
)
def test_mistakes_are_named(line, said, carets):
    done = script(line + "\n")
    assert done.returncode == 1
    assert said in done.stderr and f" {carets}\n" in done.stderr, done.stderr


def test_damaged_files_are_named(tmp_path):
    done = script('save basic "m.safetensors"\n', cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    whole = (tmp_path / "m.safetensors").read_bytes()
    foreign = b"\x02\0\0\0\0\0\0\0{}"
    for content, said in [(whole[:-9], "cannot be read"), (whole[:40], "ends too early"), (foreign, "none that `save` wrote"),
                          (whole.replace(b'\\"version\\":1', b'\\"version\\":9'), "version 9"), (b"", "ends too early")]:  # fmt: skip
        (tmp_path / "x.safetensors").write_bytes(content)
        done = run("run", "-", script='open "x.safetensors"\n', cwd=tmp_path)
        assert done.returncode == 1 and said in done.stderr and "^^^" in done.stderr, done.stderr


def test_python_reads_the_weights(tmp_path):
    numpy = pytest.importorskip("safetensors.numpy")
    done = script('save basic "m.safetensors"\n', cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    tensors = numpy.load_file(tmp_path / "m.safetensors")
    assert tensors["encoder.0.weight"].shape == (32, 8) and tensors["mvae.latents.mean"].shape == (40, 3)
