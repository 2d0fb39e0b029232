"""The language line by line, at a terminal."""

import os
import pty
import re
import select
import subprocess
import time

import pytest
from kernel_process import SOON, program


class Terminal:
    """`mvae repl` at a terminal of its own."""

    def __init__(self):
        self.keyboard, end = pty.openpty()
        self.process = subprocess.Popen(
            [program(), "repl"], stdin=end, stdout=end, stderr=end, start_new_session=True, preexec_fn=self._take_terminal)
        os.close(end)
        self.shown = ""

    @staticmethod
    def _take_terminal():
        # Ctrl-C goes to the program whose terminal it is.
        os.close(os.open(os.ttyname(0), os.O_RDWR))

    def type(self, keys: str) -> None:
        os.write(self.keyboard, keys.encode())

    def await_text(self, pattern: str, seconds: float = 3 * SOON) -> str:
        """What is shown up to the pattern, which is taken away."""
        end = time.monotonic() + seconds
        while (found := re.search(pattern, self.shown)) is None:
            assert time.monotonic() < end, self.shown
            if select.select([self.keyboard], [], [], 0.1)[0]:
                self.shown += os.read(self.keyboard, 65536).decode(errors="replace")
        before, self.shown = self.shown[: found.end()], self.shown[found.end() :]
        return before


@pytest.fixture
def terminal():
    terminal = Terminal()
    try:
        terminal.await_text("mvae> ")
        yield terminal
    finally:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.keyboard)


def test_an_interrupt_stops_the_cell_and_keeps_the_session(terminal):
    terminal.type("features = extract mfcc (load demo tracks: 40 duration: 1)\n")
    terminal.await_text("mvae> ")
    terminal.type("model = train basic features epochs: 100000 patience: off\n")
    terminal.await_text(r"epoch \d+|\d+ of 100000|\d+/100000")
    terminal.type("\x03")
    shown = terminal.await_text("mvae> ")
    assert "the model so far is kept" in shown and "interrupted" in shown, shown
    terminal.type("model\n")
    assert "Model " in terminal.await_text("mvae> ")


def test_an_interrupt_drops_what_is_typed(terminal):
    terminal.type("x = 5")
    terminal.await_text("x = 5")
    terminal.type("\x03")
    terminal.await_text("mvae> ")
    terminal.type("[1,\n")
    terminal.await_text(r"  \.\.\. ")
    terminal.type("\x03")
    terminal.await_text("mvae> ")
    terminal.type("7\n")
    assert re.search(r"\n7\r?\n", terminal.await_text("mvae> "))
    terminal.type("x\n")
    assert "has no value yet" in terminal.await_text("mvae> ")


def test_an_interrupt_ends_a_question(terminal):
    terminal.type('answer = ask "Which one?"\n')
    terminal.await_text(r"Which one\?[^\"]*$")
    terminal.type("\x03")
    assert "interrupted" in terminal.await_text("mvae> ")


def test_it_ends_at_the_end(terminal):
    terminal.type("\x04")
    assert terminal.process.wait(SOON) == 0
