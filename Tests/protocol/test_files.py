"""What is exported is what numpy and pandas read; what they write is what is imported."""

import numpy
import pandas
import pytest
from kernel_process import text


@pytest.fixture(scope="module")
def workspace(kernel):
    client = kernel.client()
    reply, _ = client.run(
        """files = load demo tracks: 24 duration: 1
vectors = extract mfcc files coefficients: 5
images = extract mel files[0..<6] bands: 8 frames: 10
net = train basic vectors latent: 3 epochs: 3
groups = cluster kmeans net k: 3"""
    )
    assert reply["status"] == "ok", reply


def run(client, code):
    reply, outputs = client.run(code)
    assert reply["status"] == "ok", reply
    return outputs


def shown(client, code):
    return next(text(m) for m in run(client, code) if m["msg_type"] == "execute_result")


def test_a_matrix_as_npz_npy_and_csv(client, workspace, tmp_path):
    for ending in ["npz", "npy", "csv"]:
        run(client, f'export vectors "{tmp_path}/v.{ending}"')
    bare = numpy.load(tmp_path / "v.npy")
    assert bare.shape == (24, 10) and bare.dtype == numpy.float32
    archive = numpy.load(tmp_path / "v.npz")
    values = [name for name in archive if archive[name].shape == (24, 10)]
    assert len(values) == 1 and (archive[values[0]] == bare).all()
    assert any(archive[name].shape == (24,) and archive[name].dtype.kind == "U" for name in archive)
    table = pandas.read_csv(tmp_path / "v.csv")
    assert len(table) == 24 and "id" in table and "genre" in table
    numbers = table[[name for name in table if name.startswith("mfcc")]].to_numpy()
    assert numbers.shape == (24, 10)
    numpy.testing.assert_array_equal(numbers.astype(numpy.float32), bare)
    assert table["genre"].nunique() == 8


def test_images_latents_groups_tables_and_histories(client, workspace, tmp_path):
    run(client, f'export images "{tmp_path}/i.npy"\nexport net.latents "{tmp_path}/l.npy"\nexport net "{tmp_path}/n.npy"')
    assert numpy.load(tmp_path / "i.npy").shape == (6, 8, 10)
    latents = numpy.load(tmp_path / "l.npy")
    assert latents.shape == (24, 3) and numpy.isfinite(latents).all()
    assert (numpy.load(tmp_path / "n.npy") == latents).all()
    run(client, f'export groups "{tmp_path}/g.csv"\nexport net.history "{tmp_path}/h.csv"\nexport files "{tmp_path}/f.csv"')
    groups = pandas.read_csv(tmp_path / "g.csv")
    assert len(groups) == 24 and groups["cluster"].between(0, 2).all()
    history = pandas.read_csv(tmp_path / "h.csv")
    assert len(history) == 3 and (history["loss"] > 0).all()
    files = pandas.read_csv(tmp_path / "f.csv")
    assert len(files) == 24 and "tempo" in files
    run(client, f'export (compare net k: 3 seeds: 1) "{tmp_path}/c.csv"\nexport groups.scores "{tmp_path}/s.csv"')
    assert len(pandas.read_csv(tmp_path / "c.csv")) >= 2
    assert len(pandas.read_csv(tmp_path / "s.csv")) >= 3


def test_there_and_back(client, workspace, tmp_path):
    run(client, f'export vectors "{tmp_path}/v.csv"\nexport vectors "{tmp_path}/v.npz"')
    run(client, f'back = import "{tmp_path}/v.csv" label: "genre" id: "id"\nexport back "{tmp_path}/b.npy"\nexport vectors "{tmp_path}/a.npy"')
    one, two = numpy.load(tmp_path / "a.npy"), numpy.load(tmp_path / "b.npy")
    table = pandas.read_csv(tmp_path / "v.csv")
    columns = [name for name in table if name.startswith("mfcc")]
    assert set(columns) <= set(shown(client, "back").split()) | {name for name in columns}
    assert two.shape[0] == 24 and two.shape[1] >= one.shape[1]
    run(client, f'again = import "{tmp_path}/v.npz"\nexport again "{tmp_path}/c.npy"')
    numpy.testing.assert_array_equal(numpy.load(tmp_path / "c.npy"), one)


def test_tables_and_arrays_of_others(client, tmp_path):
    table = pandas.DataFrame(
        {
            "track_id": ["a", "b", "c", "d"],
            "genre": ["Rock", "Jazz", "Rock", None],
            "mood": ["happy, \"very\"", "sad\nslow", "é", "x"],
            "x": [1.5, -2.25, 3e-7, 4.0],
            "y": [1, 2, 3, 4],
        }
    )
    table.to_csv(tmp_path / "t.csv", index=False)
    run(client, f't = import "{tmp_path}/t.csv" label: "genre" id: "track_id"\nexport t "{tmp_path}/o.npy"')
    numpy.testing.assert_allclose(numpy.load(tmp_path / "o.npy"), table[["x", "y"]].to_numpy(), rtol=1e-6)
    run(client, f't = import "{tmp_path}/t.csv" columns: ["y"] id: "track_id"\nexport t "{tmp_path}/o.npy"')
    assert numpy.load(tmp_path / "o.npy").shape == (4, 1)
    values = numpy.arange(12, dtype=numpy.float64).reshape(4, 3)
    numpy.savez(tmp_path / "a.npz", X=values, y=numpy.array(["r", "s", "r", "s"]))
    run(client, f'n = import "{tmp_path}/a.npz" features: "X" label: "y"\nexport n "{tmp_path}/o.npy"')
    numpy.testing.assert_array_equal(numpy.load(tmp_path / "o.npy"), values)
    numpy.savez_compressed(tmp_path / "z.npz", images=numpy.ones((3, 4, 5), dtype=numpy.float32))
    assert "3 × 4 × 5" in shown(client, f'import "{tmp_path}/z.npz"')


def test_a_replaced_file_is_told(client, workspace, tmp_path):
    run(client, f'export groups "{tmp_path}/g.csv"')
    outputs = run(client, f'export groups "{tmp_path}/g.csv"')
    assert any("replaced" in text(m) for m in outputs if m["msg_type"] == "stream")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.csv"]


@pytest.mark.parametrize("value,path", [("files[0]", "x.csv"), ("vectors", "x.xyz"), ("vectors", "x"), ("5", "x.csv"), ('"a"', "x.csv")])
def test_what_cannot_be_exported_is_an_error_in_words(client, workspace, tmp_path, value, path):
    reply, _ = client.run(f'export {value} "{tmp_path}/{path}"')
    assert reply["status"] == "error" and len(reply["evalue"]) > 10
    assert list(tmp_path.iterdir()) == []
