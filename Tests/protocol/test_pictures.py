"""Pictures from files, from the language's side."""

import gzip
import struct

import numpy
from test_script_runs import run


def idx(path, array, packed=False):
    """`array` of bytes in the IDX format."""
    header = struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes((gzip.compress if packed else bytes)(header + array.astype(numpy.uint8).tobytes()))


def digits(folder, count=60, side=28):
    """Bright bars, whose place is the label."""
    labels = numpy.arange(count) % 3
    images = numpy.zeros((count, side, side))
    for image, label in zip(images, labels):
        image[6 * label + 4 : 6 * label + 8] = 255
    idx(folder / "train-images-idx3-ubyte.gz", images, packed=True)
    idx(folder / "train-labels-idx1-ubyte", labels)
    return images, labels


def test_pictures_with_their_labels_are_trained_and_drawn(tmp_path):
    images, labels = digits(tmp_path)
    done = run(
        "run", "-", "--output", str(tmp_path),
        script=f"""digits = load images "{tmp_path}" limit: 30
digits
show image digits[0]
vae = train multimodal digits channels: [4, 8] latent: 2 epochs: 2
plot reconstruction vae
cvae = train conditional digits labels: label channels: [4, 8] latent: 2 epochs: 2
plot samples cvae
export digits "{tmp_path}/d.npz"
""",
    )
    assert done.returncode == 0, done.stderr
    assert "30 pictures of 28 × 28, label of 3 classes" in done.stdout
    assert "dB" not in done.stdout
    assert {path.suffix for path in tmp_path.iterdir()} >= {".png"}
    exported = numpy.load(tmp_path / "d.npz")
    assert any(exported[name].shape == (30, 28, 28) and (exported[name] == images[:30]).all() for name in exported)


def test_three_halvings_are_too_many_and_the_hint_says_how_many_are_right(tmp_path):
    digits(tmp_path)
    done = run("run", "-", script=f'digits = load images "{tmp_path}"\nvae = train multimodal digits\n')
    assert done.returncode == 1
    assert "28×28 cannot be halved 3 times" in done.stderr and "up to 2 layers of channels" in done.stderr


def test_what_is_wrong_with_a_file_is_said(tmp_path):
    _, labels = digits(tmp_path)
    idx(tmp_path / "train-labels-idx1-ubyte", labels[:-1])
    (tmp_path / "short").write_bytes(struct.pack(">HBB3I", 0, 8, 3, 60, 28, 28) + b"x" * 100)
    (tmp_path / "text").write_text("no images")
    for name, words in [("", "59 values for 60 rows"), ("short", "100 of the 47040 bytes"), ("text", "no IDX file"), ("nowhere", "no such file")]:
        done = run("run", "-", script=f'digits = load images "{tmp_path}/{name}"\n')
        assert done.returncode == 1 and words in done.stderr, done.stderr


def test_flat_digits_come_from_tables_and_arrays(tmp_path):
    images, labels = digits(tmp_path)
    flat = images.reshape(len(images), -1)
    numpy.savez(tmp_path / "d.npz", X=flat, y=labels)
    header = ",".join([f"p{pixel}" for pixel in range(784)] + ["digit"])
    numpy.savetxt(tmp_path / "d.csv", numpy.c_[flat, labels], fmt="%d", delimiter=",", header=header, comments="")
    for command in [f'import "{tmp_path}/d.npz" features: "X" label: "y"', f'import "{tmp_path}/d.csv" label: "digit"']:
        done = run("run", "-", script=f"d = {command}\nd\nvae = train basic d latent: 2 epochs: 2\nvae\n")
        assert done.returncode == 0, done.stderr
        assert "60 × 784" in done.stdout and "784" in done.stdout
