"""Asked to do something wrong, three hundred times in a row, the process says no in words and lives."""

import itertools
import os
import random

import pytest
from kernel_process import text


@pytest.fixture(scope="module")
def ground(kernel, tmp_path_factory):
    """A workspace of small values and a folder of bad files."""
    folder = tmp_path_factory.mktemp("ground")
    garbage = random.Random(7).randbytes(5000)
    (folder / "binary.csv").write_bytes(garbage)
    (folder / "binary.npz").write_bytes(garbage)
    (folder / "binary.npy").write_bytes(b"\x93NUMPY" + garbage)
    (folder / "empty.csv").write_text("")
    (folder / "empty.npz").write_text("")
    (folder / "header.csv").write_text("id,genre,x\n")
    (folder / "ragged.csv").write_text("id,x,y\na,1\nb,2,3,4\n\n,,\n")
    (folder / "words.csv").write_text("id,genre\na,Rock\nb,Jazz\n")
    (folder / "nan.csv").write_text("id,x,y\na,nan,inf\nb,,-inf\nc,1e999,0x10\n")
    (folder / "same.csv").write_text("id,x,x\na,1,2\na,3,4\n")
    (folder / "quote.csv").write_text('id,x\n"a,1\nb,2\n')
    (folder / "one.csv").write_text("id,x\na,1\n")
    (folder / "flat.csv").write_text("id,x,y\n" + "".join(f"{i},5,5\n" for i in range(20)))
    (folder / "a file").write_text("text")
    (folder / "music").mkdir()
    for name in ["noise.wav", "noise.mp3", "noise.flac", "empty.wav", "link.wav"]:
        path = folder / "music" / name
        if name == "link.wav":
            path.symlink_to("/nowhere")
        else:
            path.write_bytes(b"" if name.startswith("empty") else garbage)
    for ending in ["csv", "npy", "npz"]:
        (folder / f"music.{ending}").mkdir()
    (folder / "nothing").mkdir()
    (folder / "loop").mkdir()
    (folder / "loop" / "again").symlink_to(folder / "loop")
    os.mkfifo(folder / "nothing" / "pipe.wav")
    client = kernel.client()
    reply, _ = client.run(
        """corpus = load demo tracks: 8 duration: 0.5
mfcc = extract mfcc corpus coefficients: 4
mel = extract mel corpus bands: 4 frames: 4
model = train basic mfcc latent: 2 hidden: [4] epochs: 2
groups = cluster kmeans mfcc k: 2
figure = plot latent mfcc
clip = play corpus[0] seconds: 0.1
number = 5
word = "x"
empty = []"""
    )
    assert reply["status"] == "ok", reply
    return folder


def cells(folder):
    """Cells that are wrong, or as good as wrong."""
    files = sorted(str(path) for path in folder.iterdir()) + [
        "/dev/null", "/dev/full", "/proc/self/mem", "/proc/nowhere/y", "", ".", "~", "~nobody/x", "x" * 5000, "é🎵", "a\\u{0}b", "\\n",
        str(folder / "a file" / "below"),
    ]  # fmt: skip
    for path in files:
        yield f'load folder "{path}"'
        yield f'load fma "{path}" metadata: "{path}"'
        yield f'load folder "{folder}/nothing" metadata: "{path}" lyrics: "{path}"'
        yield f'import "{path}"'
        yield f'import "{path}" label: "nope" id: "nope" group: "nope" columns: ["nope"] features: "nope"'
    for path in ["binary.csv", "empty.csv", "header.csv", "ragged.csv", "words.csv", "nan.csv", "same.csv", "quote.csv", "one.csv", "flat.csv"]:
        yield f'x = import "{folder}/{path}"\ntrain basic x epochs: 2\ncluster kmeans x k: 2\nplot latent x\ncompare x k: 2 seeds: 1'
        yield f'x = import "{folder}/{path}" id: "id"\nx\nx[0]\nplot latent x dimensions: [0, 5]\nx.labels'
    for path in ["/dev/null", "/", "", "~", "x" * 5000, "a\\u{0}b", str(folder), str(folder / "a file") + "/x.csv"]:
        yield f'export mfcc "{path}"'
    for path in ["/proc/nowhere/x", "/proc/x", str(folder / "music"), str(folder / "a file") + "/x", "~nobody/x", "x" * 5000]:
        for ending, value in itertools.product(["csv", "npy", "npz"], ["mfcc", "mel", "model", "groups", "corpus", "number"]):
            yield f'export {value} "{path}.{ending}"'
    values = ["corpus", "corpus[0]", "mfcc", "mel", "model", "groups", "figure", "clip", "number", "word", "empty", "nothing", "0..<3", "[mfcc, 5]"]
    verbs = [
        "extract mfcc", "extract mel", "train basic", "cluster kmeans", "compare", "plot latent", "plot losses", "show spectrogram",
        "show waveform", "play", "sample", "display", "print", "forget", "help", "load folder",
    ]  # fmt: skip
    for verb, value in itertools.product(verbs, values):
        extra = {"cluster kmeans": " k: 2", "compare": " k: 2 seeds: 1", "train basic": " epochs: 1"}.get(verb, "")
        if verb == "forget" and value != "nothing":
            continue
        yield f"{verb} {value}{extra}"
    for index in ["[]", "[[]]", "[-1]", "[8]", "[0..<0]", "[3...1]", "[1e18]", "[-1e18...1e18]", "[0.5]", '["x"]', "[[0, 0, 0]]", "[[9]]", "[word]"]:
        for value in ["corpus", "mfcc", "mel", "groups", "model.history", "model.layers", "empty", "number"]:
            yield f"{value}{index}"
    for part in ["corpus[[]]", "corpus[0..<1]", "corpus[[0, 0]]", "mfcc[[]]", "mfcc[[0, 0, 0]]", "mfcc[0]", "mel[[]]", "mel[0]"]:
        for verb in ["extract mfcc", "extract mel", "train basic", "cluster kmeans", "compare", "plot latent", "show spectrogram", "play", "display"]:
            extra = {"cluster kmeans": " k: 1", "compare": " k: 2 seeds: 1", "train basic": " epochs: 1"}.get(verb, "")
            yield f"{verb} {part}{extra}"
    yield from [
        "cluster kmeans mfcc k: 100000", "cluster kmeans mfcc k: 9", "cluster kmeans mfcc k: 8 restarts: 1", "compare mfcc k: 9 seeds: 1",
        "cluster kmeans mfcc k: 2 seed: 9223372036854775807", "load demo tracks: 100001", "load demo tracks: 1 duration: 0.5",
        "load demo seed: 9223372036854774784 tracks: 1", "load demo duration: 1e308", "extract mfcc corpus coefficients: 512",
        "extract mfcc corpus coefficients: 129 bands: 128", "extract mfcc corpus fft: 64 hop: 65536", "extract mfcc corpus fft: 65536 hop: 1 bands: 1",
        "extract mfcc corpus fmin: 20000 fmax: 10", "extract mfcc corpus fmin: 96000", "extract mel corpus[0..<2] bands: 512 frames: 4096",
        "extract mfcc corpus summary: []", "train basic mfcc latent: 512 hidden: [] epochs: 1", "train basic mfcc hidden: [65536, 65536, 65536] epochs: 1",
        "train basic mfcc rate: 10 epochs: 30", "train basic mfcc beta: 10000 epochs: 2", "train basic mfcc validation: 0.9 batch: 65536 epochs: 2",
        "train basic mfcc batch: 1 epochs: 2", "plot latent mfcc dimensions: [0]", "plot latent mfcc dimensions: [0, 511]", "plot latent mfcc dimensions: []",
        "plot latent mfcc width: 4000 height: 4000", "plot latent mfcc color: nope", "plot latent mfcc color: groups", "plot latent model color: groups",
        "plot latent mfcc title: \"" + "<&>" * 3000 + "\"", "show spectrogram corpus[0] bands: 512 range: 10", "play corpus[0] from: 86400", "play [clip, clip]",
        "play corpus[[" + ", ".join(["0"] * 30) + "]]", "sample model temperature: 100 count: 1", "sample model count: 100000;", "sample model temperature: 0",
        "_", "forget _", "forget forget", "help help help", "?", "list list", "clear 5", "print", "print [[[[[]]]]]", "x = x", "print (print 1)",
        "[" * 5000, "(" * 5000, "a." * 5000, "print " + "9" * 400, "print -1e308", 'print "' + "\\u{1F3B5}" * 2000 + '"', "\0", "\ud7ff", "\u202e print 1",
        "display [figure, clip, mfcc, [figure]]", "print corpus", "print figure", "figure.chart", "model.latents.labels.genre.x", "corpus.genre[0]",
        "corpus.labels.genre[0]", "model.history.loss[-1]", "groups.labels[0..<3]",
    ]  # fmt: skip


@pytest.mark.timeout(600)
def test_hundreds_of_hostile_cells(kernel, ground):
    before = sorted(ground.rglob("*"))
    client = kernel.client()
    hostile = list(cells(ground))
    assert len(hostile) >= 300
    failed = 0
    for code in hostile:
        request = client.execute(code, stop_on_error=False)
        try:
            reply = client.reply(request, 60)["content"]
        except Exception as problem:
            raise AssertionError(f"no answer to {code[:200]!r}: {problem!r}\n{kernel.logged()[-3000:]}") from problem
        if reply["status"] == "error":
            failed += 1
            assert reply["ename"] and reply["evalue"] and reply["traceback"], code
            assert "Optional(" not in reply["evalue"] and "NSCocoa" not in reply["evalue"], (code, reply["evalue"])
            assert "Error Domain" not in reply["evalue"] and "(errno" not in reply["evalue"], (code, reply["evalue"])
    assert failed > 200
    assert sorted(ground.rglob("*")) == before, "a failed export leaves no file"
    client.broadcasts.clear()
    reply, outputs = client.run("print 1")
    assert reply["status"] == "ok" and text(outputs[2]) == "1\n"
    assert client.run("model\ngroups\ncorpus[0]")[0]["status"] == "ok", "the workspace is as it was"


def test_bad_files_of_a_folder_are_listed_and_skipped(client, ground):
    reply, outputs = client.run(f'bad = load folder "{ground}/music"\nbad.skipped')
    if reply["status"] == "ok":
        words = text(next(m for m in outputs if m["msg_type"] == "execute_result"))
        assert all(name in words for name in ["noise.wav", "noise.mp3", "empty.wav"])
    else:
        assert "noise" in "".join(reply["traceback"]) or "audio" in reply["evalue"]
