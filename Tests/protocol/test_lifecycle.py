"""From the first status to the exit."""

import json
import signal
import subprocess
import time

import pytest
from kernel_process import SOON, KernelProcess, program, text, types


@pytest.mark.parametrize("channel", ["control", "shell"])
@pytest.mark.parametrize("restart", [False, True])
def test_shutdown(fresh, channel, restart):
    client = fresh.client()
    client.run("1")
    start = time.monotonic()
    request = client.send("shutdown_request", {"restart": restart}, channel)
    reply = client.reply(request, SOON, channel)
    assert reply["content"] == {"status": "ok", "restart": restart}
    assert fresh.wait(SOON) == 0
    assert time.monotonic() - start < SOON
    outputs = client.outputs(request, SOON)
    assert types(outputs) == ["busy", "shutdown_reply", "idle"]


@pytest.mark.parametrize("number", [None, signal.SIGTERM])
def test_it_ends_while_training(fresh, number):
    client = fresh.client()
    client.run("corpus = load demo tracks: 40 duration: 1\nmfcc = extract mfcc corpus")
    client.started(client.execute("model = train basic mfcc epochs: 100000 patience: off"))
    if number is None:
        client.send("shutdown_request", {"restart": False}, "control")
    else:
        fresh.signal(number)
    assert fresh.wait(SOON) == 0


def test_sigterm_while_idle(fresh):
    fresh.client().run("1")
    fresh.signal(signal.SIGTERM)
    assert fresh.wait(SOON) == 0


def test_a_client_that_reads_nothing_does_not_hold_the_exit_up(fresh):
    client = fresh.client()
    client.execute("\n".join(f'display "{"x" * 1000} {index}"' for index in range(2000)))
    time.sleep(0.5)
    start = time.monotonic()
    client.send("shutdown_request", {"restart": False}, "control")
    fresh.wait(SOON)
    assert time.monotonic() - start < SOON


def test_starting_is_told_once(fresh):
    client = fresh.client()
    client.run("1")
    assert types(client.broadcasts).count("starting") <= 1


def test_ipc():
    with KernelProcess(transport="ipc") as kernel:
        client = kernel.client()
        reply, outputs = client.run('print "over ipc"')
        assert reply["status"] == "ok"
        assert text(outputs[2]) == "over ipc\n"
        client.sockets["heartbeat"].send(b"beat")
        assert client.sockets["heartbeat"].poll(1000)
        assert client.ask("shutdown_request", {"restart": False}, SOON, "control")["status"] == "ok"
        assert kernel.wait(SOON) == 0


def test_it_ends_when_its_starter_is_gone(tmp_path):
    """A server that is killed leaves no kernels behind."""
    with KernelProcess() as kernel:
        path = f"{kernel.folder.name}/connection.json"
        connection = json.loads(open(path).read())
        kernel.client().ask("shutdown_request", {"restart": False}, 5, "control")
        kernel.wait(5)
        for name in connection:
            if name.endswith("_port"):
                connection[name] += 0
        command = f'JPY_PARENT_PID=1 "{program()}" kernel --connection-file "{path}" 2>/dev/null & echo $!; sleep 1'
        pid = int(subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=20).stdout)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            state = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("the kernel outlives its starter")


@pytest.mark.parametrize(
    "content", ["", "not json", "{}", '{"ip": "127.0.0.1"}', '{"ip": "127.0.0.1", "transport": "pigeon"}', None]
)
def test_a_connection_file_that_is_none_is_an_error_in_words(tmp_path, content):
    path = tmp_path / "connection.json"
    if content is not None:
        path.write_text(content)
    run = subprocess.run([program(), "kernel", "--connection-file", str(path)], capture_output=True, text=True, timeout=20)
    assert run.returncode not in (0, None) and run.returncode > 0
    assert "connection file" in run.stderr


def test_a_port_that_is_taken_is_an_error_in_words(fresh):
    fresh.client()
    path = f"{fresh.folder.name}/connection.json"
    run = subprocess.run([program(), "kernel", "--connection-file", path], capture_output=True, text=True, timeout=20)
    assert run.returncode > 0
    assert "binding tcp://127.0.0.1" in run.stderr
