"""A kernel that ends says why, in a file that its banner names."""

import signal
import subprocess

import pytest
from kernel_process import KernelProcess, program


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "mvae"


def logged(state):
    return (state / "kernel.log").read_text()


def test_the_banner_names_the_file_and_events_stand_in_it(state):
    with KernelProcess() as kernel:
        client = kernel.client()
        banner = client.ask("kernel_info_request", {})["banner"]
        assert banner.endswith(f"Log: {state}/kernel.log")
        frames = client.frames("execute_request", {"code": "1"})
        frames[1] = b"0" * 64
        client.send_frames(frames)
        client.run("1")
        client.ask("shutdown_request", {"restart": False}, 5, "control")
        kernel.wait(5)
    words = logged(state)
    assert f" {kernel.process.pid} info: mvae" in words and "encrypted: false" in words
    assert "wrongSignature" in words
    assert words.splitlines()[-1].endswith("info: the kernel ends")


def test_kernels_share_the_file_line_by_line(state):
    with KernelProcess() as one, KernelProcess() as two:
        for kernel in (one, two):
            kernel.client().run("1")
    lines = logged(state).splitlines()
    assert {line.split()[1] for line in lines} == {str(one.process.pid), str(two.process.pid)}


def test_it_is_rotated(state):
    state.mkdir(parents=True)
    (state / "kernel.log").write_text("old\n" * 300_000)
    with KernelProcess() as kernel:
        kernel.client().run("1")
    assert (state / "kernel.log.1").read_text().startswith("old\n")
    assert len(logged(state)) < 10_000


def test_a_polite_request_to_end_is_told(state):
    with KernelProcess() as kernel:
        kernel.client().run("1")
        kernel.signal(signal.SIGTERM)
        assert kernel.wait(5) == 0
    assert "asked to end by a signal" in logged(state) and "the kernel ends" in logged(state)


@pytest.mark.parametrize("number,words", [(signal.SIGSEGV, "SIGSEGV"), (signal.SIGILL, "SIGILL"), (signal.SIGABRT, "SIGABRT")])
def test_a_crash_is_told(state, number, words):
    with KernelProcess() as kernel:
        kernel.client().run("1")
        kernel.signal(number)
        assert kernel.wait(20) == -number
        assert "the kernel died of" in kernel.logged()
    last = logged(state).splitlines()[-1]
    assert words in last and "fault of mvae" in last


def test_a_start_that_fails_is_told(state, fresh):
    fresh.client()
    path = f"{fresh.folder.name}/connection.json"
    subprocess.run([program(), "kernel", "--connection-file", path], capture_output=True, timeout=20)
    assert "can't start: binding tcp" in logged(state)


def test_a_model_that_a_dead_kernel_left_is_named(state):
    folder = state / "models"
    folder.mkdir(parents=True)
    # No process has a number above the system's limit of 4,194,304.
    (folder / "9999999-1-1-train-basic.safetensors").write_bytes(b"")
    with KernelProcess() as kernel:
        kernel.client().run("1")
    assert f'a kernel that died left a model: open "{folder}/9999999-1-1-train-basic.safetensors"' in logged(state)


@pytest.mark.parametrize("place", ["/proc/nowhere", "relative"])
def test_without_a_folder_it_runs_all_the_same(monkeypatch, tmp_path, place):
    monkeypatch.setenv("XDG_STATE_HOME", place)
    monkeypatch.setenv("HOME", "/proc/nowhere" if place != "relative" else str(tmp_path))
    with KernelProcess() as kernel:
        client = kernel.client()
        assert client.run("1")[0]["status"] == "ok"
        assert ("Log:" in client.ask("kernel_info_request", {})["banner"]) == (place == "relative")


def test_a_want_of_memory_is_an_error_and_no_death(fresh):
    client = fresh.client()
    reply, _ = client.run(
        "corpus = load demo tracks: 8 duration: 0.5\nmfcc = extract mfcc corpus coefficients: 4\n"
        f"train basic mfcc hidden: {[8192] * 16}"
    )
    assert reply["ename"] == "TooLittleMemory" and "can be had" in reply["evalue"], reply
    assert client.run("mfcc")[0]["status"] == "ok"
