"""While a cell trains: everything else answers, and an interrupt keeps the model."""

import signal
import time

import pytest
from kernel_process import SOON, text, types


@pytest.fixture
def training(client, trained):
    """A front end whose cell trains without an end."""
    request = client.execute(trained)
    client.started(request)
    time.sleep(0.2)
    yield client, request
    client.send("interrupt_request", {}, "control")
    client.reply(request)


ASKED = [
    ("shell", "complete_request", {"code": "loa", "cursor_pos": 3}),
    ("shell", "complete_request", {"code": "plot latent busy_features color: ", "cursor_pos": 33}),
    ("shell", "inspect_request", {"code": "load demo", "cursor_pos": 3, "detail_level": 0}),
    ("shell", "kernel_info_request", {}),
    ("control", "kernel_info_request", {}),
    ("shell", "is_complete_request", {"code": "x = ["}),
    ("shell", "history_request", {"hist_access_type": "tail", "n": 5, "output": False, "raw": True}),
    ("shell", "comm_info_request", {}),
]


def test_requests_are_answered_while_training(training):
    client, request = training
    for channel, kind, content in ASKED:
        start = time.monotonic()
        assert client.ask(kind, content, SOON, channel)["status"]
        assert time.monotonic() - start < SOON, kind
    assert not any(reply["parent_id"] == request for reply in client.replies), "the cell still runs"


def test_the_heart_beats_while_training(training):
    client, _ = training
    for index in range(20):
        beat = f"beat {index}".encode()
        client.sockets["heartbeat"].send(beat)
        assert client.sockets["heartbeat"].poll(int(SOON * 1000))
        assert client.sockets["heartbeat"].recv() == beat


def expect_interrupted(client, request, since):
    reply = client.reply(request, SOON)
    assert reply["received"] - since < SOON
    assert reply["content"]["status"] == "error"
    assert reply["content"]["ename"] == "Interrupted"
    outputs = client.outputs(request)
    assert types(outputs)[-2:] == ["error", "idle"]
    assert any("the model so far is kept" in text(m) for m in outputs if m["msg_type"] == "stream")
    reply, outputs = client.run("busy_model")
    assert reply["status"] == "ok"
    assert "interrupted" in text(outputs[2])


def test_an_interrupt_request_stops_training_and_keeps_the_model(client, trained):
    client.run("busy_model = 0")
    request = client.execute(trained)
    client.started(request)
    time.sleep(0.5)
    start = time.monotonic()
    assert client.ask("interrupt_request", {}, SOON, "control") == {"status": "ok"}
    expect_interrupted(client, request, start)


def test_an_interrupt_signal_does_the_same(kernel, client, trained):
    client.run("busy_model = 0")
    request = client.execute(trained)
    client.started(request)
    time.sleep(0.5)
    start = time.monotonic()
    kernel.signal(signal.SIGINT)
    expect_interrupted(client, request, start)


@pytest.mark.parametrize(
    "code",
    [
        "long = extract mfcc long_corpus",
        "long = cluster kmeans many k: 20 restarts: 1000",
        "long = compare many k: 20 seeds: 1000",
        "long = extract mel long_corpus bands: 128 frames: 512",
    ],
)
def test_all_long_work_is_interrupted(client, trained, code):
    client.run("small = train basic busy_features epochs: 2\nmany = sample small count: 20000")
    client.run("long_corpus = load demo tracks: 5000\nforget long", stop_on_error=False)
    request = client.execute(code)
    client.started(request)
    time.sleep(0.4)
    start = time.monotonic()
    client.send("interrupt_request", {}, "control")
    reply = client.reply(request, SOON)
    assert reply["content"]["status"] == "error" and reply["content"]["ename"] == "Interrupted", reply["content"]
    assert reply["received"] - start < SOON
    assert client.run("long")[0]["status"] == "error", "nothing half done is bound"


def test_interrupts_while_idle_do_nothing(kernel, client):
    for _ in range(5):
        assert client.ask("interrupt_request", {}, SOON, "control") == {"status": "ok"}
        kernel.signal(signal.SIGINT)
    time.sleep(0.1)
    assert client.run("1")[0]["status"] == "ok"


def test_cells_behind_an_interrupted_one_are_aborted(client, trained):
    request = client.execute(trained)
    behind = client.execute("behind = 1")
    client.started(request)
    client.send("interrupt_request", {}, "control")
    assert client.reply(request, SOON)["content"]["status"] == "error"
    assert client.reply(behind, SOON)["content"]["status"] in ("aborted", "error")
    assert client.run("2")[0]["status"] == "ok"


def test_broadcasts_of_others_stand_beside_the_training(kernel, training):
    _, request = training
    other = kernel.client()
    asked = other.send("kernel_info_request", {})
    assert types(other.outputs(asked)) == ["busy", "idle"]
    assert all(m["parent_id"] in (asked, request, None) for m in other.broadcasts)
