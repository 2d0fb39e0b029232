"""Programs that people use, each run with the installed kernel."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from kernel_process import program
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter, ScriptExporter
from nbconvert.preprocessors import ExecutePreprocessor

EDITORS = Path(__file__).resolve().parents[2] / "editors" / "python"
SPECIFICATION = {"kernelspec": {"name": "mvae", "display_name": "MVAE", "language": "mvae"}}


def notebook(*cells, tags=()):
    made = nbformat.v4.new_notebook(metadata=dict(SPECIFICATION))
    made.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    if tags:
        made.cells[0].metadata["tags"] = list(tags)
    return made


def write(folder, made, name="notebook.ipynb"):
    nbformat.write(made, folder / name)
    return folder / name


# nbclient


def test_nbclient_runs_a_notebook():
    made = notebook('corpus = load demo tracks: 8 duration: 0.5\nprint "loaded"', "corpus", "1", 'name = ask "Who?" default: "nobody"\nname')
    NotebookClient(made, timeout=30, kernel_name="mvae").execute()
    assert [cell.execution_count for cell in made.cells] == [1, 2, 3, 4]
    assert made.cells[0].outputs[0].text == "loaded\n"
    assert "text/html" in made.cells[1].outputs[0].data
    assert made.cells[3].outputs[0].data["text/plain"] == "nobody"
    assert made.metadata.language_info.file_extension == ".mvae"


def test_nbclient_stops_at_an_error_or_goes_on():
    made = notebook("1", "forget nothing", "2")
    with pytest.raises(CellExecutionError, match="has no value"):
        NotebookClient(made, timeout=30, kernel_name="mvae").execute()
    assert made.cells[2].execution_count is None
    made = notebook("1", "forget nothing", "2")
    NotebookClient(made, timeout=30, kernel_name="mvae", allow_errors=True).execute()
    assert made.cells[1].outputs[0].ename == "UnknownName" and made.cells[2].outputs[0].data["text/plain"] == "2"


def test_nbclient_interrupts_what_takes_too_long():
    made = notebook(
        "features = extract mfcc (load demo tracks: 20 duration: 0.5)", "train basic features epochs: 100000 batch: 1 patience: off", "3"
    )
    client = NotebookClient(made, timeout=2, kernel_name="mvae", interrupt_on_timeout=True, allow_errors=True)
    try:
        client.execute()
    except CellTimeoutError:
        pytest.fail("the interrupt did not end the cell")
    assert made.cells[1].outputs[-1].ename == "Interrupted"


# nbconvert


def test_nbconvert_to_a_page_and_a_script(tmp_path):
    path = write(
        tmp_path,
        notebook(
            "# the data\ncorpus = load demo tracks: 12 duration: 0.5\nmfcc = extract mfcc corpus coefficients: 4",
            'plot latent mfcc color: genre title: "Demo"',
            'print "done"',
        ),
    )
    made = nbformat.read(path, as_version=4)
    ExecutePreprocessor(timeout=30, kernel_name="mvae").preprocess(made)
    page, _ = HTMLExporter().from_notebook_node(made)
    assert "image/png" in page or "<svg" in page
    assert "the data" in page
    text, resources = ScriptExporter().from_notebook_node(made)
    assert resources["output_extension"] == ".mvae"
    (tmp_path / "notebook.mvae").write_text(text)
    script = tmp_path / "notebook.mvae"
    run = subprocess.run([program(), "run", script, "--output", tmp_path / "out"], capture_output=True, text=True, timeout=50)
    assert run.returncode == 0 and run.stdout.endswith("done\n"), run.stderr
    assert any(name.endswith(".svg") for name in os.listdir(tmp_path / "out"))


# papermill



@pytest.fixture
def papermill(monkeypatch):
    monkeypatch.syspath_prepend(str(EDITORS))
    import mvae_jupyter.parameters  # noqa: F401 - as papermill does where the package is installed
    import papermill

    return papermill


def test_papermill_puts_parameters_in(papermill, tmp_path):
    path = write(
        tmp_path,
        notebook('tracks = 4\nword = "a"', "corpus = load demo tracks: tracks duration: 0.5\n[tracks, many, flag]", "word", tags=["parameters"]),
    )
    parameters = {"tracks": 8, "word": 'say "é🎵"\\ \n', "many": [1, 2.5], "flag": True}
    papermill.execute_notebook(str(path), str(tmp_path / "out.ipynb"), parameters, progress_bar=False)
    result = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert result.cells[1].metadata.tags == ["injected-parameters"]
    assert result.cells[1].source.startswith("# Parameters\n")
    assert result.cells[2].outputs[0].data["text/plain"] == "[8, 2 values, on]"
    assert result.cells[3].outputs[0].data["text/plain"] == parameters["word"]


@pytest.mark.parametrize("value", [None, {"b": 1}, float("inf")])
def test_papermill_says_what_cannot_be_a_parameter(papermill, tmp_path, value):
    path = write(tmp_path, notebook("a = 4", tags=["parameters"]))
    with pytest.raises(papermill.exceptions.PapermillException, match="mvae has no"):
        papermill.execute_notebook(str(path), str(tmp_path / "out.ipynb"), {"a": value}, progress_bar=False)


# The console


def test_the_console_by_a_pipe(tmp_path):
    script = 'x = 5\nx\nprint "piped"\nexit\n'
    console = [sys.executable, "-m", "jupyter_console", "--simple-prompt", "--kernel", "mvae"]
    done = subprocess.run(console, cwd=tmp_path, input=script, capture_output=True, text=True, timeout=55)
    assert "Out[2]: 5" in done.stdout and "piped" in done.stdout
    assert "latent spaces of music" in done.stdout and "kernel.log" in done.stdout, "the banner names the log"


# Highlighting


def test_the_lexer_reads_every_example():
    sys.path.insert(0, str(EDITORS))
    from mvae_jupyter.lexer import MvaeLexer
    from pygments.token import Error, Keyword, Name, String

    manual = subprocess.run([program(), "commands", "--markdown"], capture_output=True, text=True, timeout=20).stdout
    examples = "".join(manual.split("```\n")[1::2])
    tokens = list(MvaeLexer().get_tokens(examples))
    assert not any(kind is Error for kind, _ in tokens)
    assert "".join(text for _, text in tokens).strip() == examples.strip()
    words = {text for kind, text in tokens if kind is Keyword}
    assert {"load", "extract", "train", "plot", "sample", "play"} <= words
    assert not words & {"corpus", "mfcc", "basic"}
    tokens = list(MvaeLexer().get_tokens('fused = train multimodal mel words beta: 0.5 # "x"\nplay (sample m label: "R\\"k")[0]\n'))
    kinds = {text: kind for kind, text in tokens}
    assert kinds["fused"] is Name.Variable and kinds["train"] is Keyword and kinds["beta"] is Name.Attribute
    assert kinds["sample"] is Keyword and kinds["R"] is String and kinds['\\"'] is String.Escape
