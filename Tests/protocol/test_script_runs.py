"""`mvae run`: mistakes are named and underlined, figures are files, the status tells how it went."""

import os
import subprocess

import pytest
from kernel_process import program


def run(*arguments, script=None, cwd=None, timeout=50):
    return subprocess.run([program(), *arguments], input=script, capture_output=True, text=True, cwd=cwd, timeout=timeout)


def run_file(tmp_path, script, *arguments):
    (tmp_path / "script.mvae").write_text(script)
    return run("run", "script.mvae", *arguments, cwd=tmp_path)


MISTAKES = [
    # Each with the line shown, the carets below it, and the advice
    ("unknown verb", "print 1\nlaod demo", "2 | laod demo", "  | ^^^^", "did you mean `load`?"),
    ("unknown kind", "x = load dmeo", "1 | x = load dmeo", "  |          ^^^^", "did you mean `demo`?"),
    ("misspelt label", "c = load demo trakcs: 4", "1 | c = load demo trakcs: 4", "  |               ^^^^^^", "did you mean `tracks`?"),
    ("wrong type", 'load demo tracks: "four"', '1 | load demo tracks: "four"', "  |                   ^^^^^^", ""),
    ("out of range", "load demo tracks: 0", "1 | load demo tracks: 0", "  |                   ^", "its default is 400"),
    ("word", "load demo design: natrual", "1 | load demo design: natrual", "  |                   ^^^^^^^", "did you mean `natural`?"),
    ("missing folder", 'load folder "no/such"', '1 | load folder "no/such"', "  |             ^^^^^^^^^", ""),
    ("missing file", 'import "none.csv"', '1 | import "none.csv"', "  |        ^^^^^^^^^^", ""),
    ("missing subject", "extract mfcc", "1 | extract mfcc", "  | ^^^^^^^^^^^^", "extract mfcc corpus"),
    ("unknown name", "extract mfcc corpsu", "1 | extract mfcc corpsu", "  |              ^^^^^^", ""),
    ("index", "c = load demo tracks: 4\nc[9]", "2 | c[9]", "  |   ^", "0 to 3"),
    ("syntax", "x = [1, 2", "1 | x = [1, 2", "  |     ^", ""),
    ("operator", "1 + 2", "1 | 1 + 2", "  |   ^", ""),
    ("text", 'print "abc', '1 | print "abc', "  |       ^^^^", "a text ends on the line"),
    ("reserved", "print = 5", "1 | print = 5", "  | ^^^^^", ""),
]  # fmt: skip


@pytest.mark.parametrize("name,script,line,carets,hint", MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_named_and_underlined(tmp_path, name, script, line, carets, hint):
    done = run_file(tmp_path, script)
    assert done.returncode == 1
    assert done.stderr.startswith(f"script.mvae:{line.split(' ')[0]}: error: "), done.stderr
    shown = done.stderr.splitlines()
    assert shown[1:3] == [line, carets], done.stderr
    assert hint in done.stderr
    assert "\x1b" not in done.stderr, "no colours in a log"


def test_all_mistakes_are_told_and_nothing_runs(tmp_path):
    done = run_file(tmp_path, 'print "first"\nlaod demo\nload demo trakcs: 1\n')
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("error: ") == 2


def test_a_failed_statement_ends_the_run(tmp_path):
    done = run_file(tmp_path, 'print "before"\nforget nothing\nprint "after"')
    assert done.returncode == 1
    assert done.stdout == "before\n"


def test_every_unassigned_value_is_printed(tmp_path):
    done = run_file(tmp_path, '1\nx = 2\n3;\n[x, "a"]\nwarn "careful"\nprint "said"\n')
    assert done.returncode == 0
    assert done.stdout == '1\n[2, "a"]\nsaid\n'
    assert done.stderr == "careful\n"


def test_standard_input(tmp_path):
    done = run("run", "-", script='print "from stdin"\n5')
    assert (done.returncode, done.stdout) == (0, "from stdin\n5\n")
    wrong = run("run", "-", script="laod")
    assert wrong.returncode == 1 and wrong.stderr.startswith("stdin:1: error: ")


def test_figures_are_files_named_by_their_statement(tmp_path):
    script = """c = load demo tracks: 16 duration: 1
m = extract mfcc c
plot latent m
show spectrogram c[0]
f = show waveform c[0]
play c[0] seconds: 0.2
c
"""
    done = run_file(tmp_path, script, "--output", "out/deep")
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(tmp_path / "out/deep")) == ["003.png", "003.svg", "004.png", "006.wav"]
    assert (tmp_path / "out/deep/003.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out/deep/003.svg").read_text().startswith("<svg")
    assert (tmp_path / "out/deep/006.wav").read_bytes().startswith(b"RIFF")


def test_a_script_without_figures_needs_no_folder(tmp_path):
    done = run_file(tmp_path, "c = load demo tracks: 8 duration: 1\nshow spectrogram c[0]")
    assert done.returncode == 0
    assert os.listdir(tmp_path) == ["script.mvae"]
    assert done.stdout.strip(), "the figure in words"


def test_output_that_cannot_be_a_folder(tmp_path):
    (tmp_path / "taken").write_text("a file")
    done = run_file(tmp_path, "1", "--output", "taken")
    assert done.returncode > 0
    assert done.stderr


@pytest.mark.parametrize("name", ["none.mvae", ".", "/dev/null/x", ""])
def test_a_script_that_is_not_there(tmp_path, name):
    done = run("run", name, cwd=tmp_path)
    assert done.returncode == 1
    assert "can't read" in done.stderr


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "script.mvae").write_bytes(b"\xff\xfe\x00print 1\n\x80")
    done = run("run", "script.mvae", cwd=tmp_path)
    assert done.returncode == 1 and "error: " in done.stderr


def test_line_ends_of_other_systems(tmp_path):
    (tmp_path / "script.mvae").write_bytes(b"\xef\xbb\xbfprint 1\r\nprint \\\r\n  2\r\n")
    done = run("run", "script.mvae", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "1\n2\n"), done.stderr


def test_the_manual():
    manual = run("commands", "--markdown")
    assert manual.returncode == 0
    for heading in ["## `load`", "### `load demo`", "### `train basic`", "## `print`"]:
        assert f"\n{heading}\n" in manual.stdout, heading
    overview = run("commands")
    assert overview.returncode == 0 and "  train" in overview.stdout


def test_version_and_help():
    version = run("--version")
    assert version.returncode == 0
    assert version.stdout.strip().count(".") == 2
    page = run("--help")
    for command in ["install", "kernel", "run", "repl", "commands"]:
        assert f"\n  {command} " in page.stdout
    assert run("nonsense").returncode > 0


def test_the_prompt():
    done = run("repl", script="x = [1,\n2]\nx\nlaod\nprint \"still here\"\n")
    assert done.returncode == 0
    assert "[1, 2]" in done.stdout and "still here" in done.stdout
    assert "did you mean `load`?" in done.stderr
