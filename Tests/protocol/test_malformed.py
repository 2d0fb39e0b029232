"""Whatever stands on the wire, the kernel drops what it can't trust and lives."""

import json
import time

import pytest
from kernel_process import KernelProcess, types


def expect_alive(kernel, client):
    assert client.run("1")[0]["status"] == "ok"
    assert kernel.is_alive


def test_a_wrong_signature_is_dropped_and_logged(kernel, client):
    frames = client.frames("execute_request", {"code": "forged = 1"})
    frames[1] = b"0" * 64
    client.send_frames(frames)
    expect_alive(kernel, client)
    assert client.run("forged")[0]["status"] == "error"
    assert "wrongSignature" in kernel.logged()


def test_a_changed_frame_is_dropped(kernel, client):
    frames = client.frames("execute_request", {"code": "forged = 2"})
    frames[5] = frames[5].replace(b"forged = 2", b"forged = 3")
    client.send_frames(frames)
    expect_alive(kernel, client)
    assert client.run("forged")[0]["status"] == "error"


def test_a_replayed_message_never_runs_again(kernel, client):
    client.run("replayed = 0")
    frames = client.frames("execute_request", {"code": 'print "replayed"'})
    for _ in range(3):
        client.send_frames(frames)
        client.send_frames([b"other", *frames], "shell")
    client.send_frames(frames, "control")
    expect_alive(kernel, client)
    shown = [m for m in client.broadcasts if m["msg_type"] == "stream" and "replayed" in m["content"]["text"]]
    assert len(shown) == 1
    assert "replayed" in kernel.logged()


def signed(client, parts):
    return [b"<IDS|MSG>", client.session.sign(parts), *parts]


def header(**changes):
    return json.dumps({"msg_id": "x1", "msg_type": "execute_request", "session": "s", **changes}).encode()


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_frames_that_are_no_message_are_ignored(kernel, client, channel):
    for frames in [
        [b""],
        [b"", b"", b"", b"", b"", b"", b""],
        [b"<IDS|MSG>"],
        [b"<IDS|MSG>", b""],
        [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}"],
        [b"garbage"] * 20,
        [b"\xff" * 1000] * 6,
        client.frames("execute_request", {"code": "1"})[1:],
        client.frames("execute_request", {"code": "1"})[:5],
        [b"<IDS|MSG>"] * 8,
        [b"x" * (1 << 22)],
    ]:
        client.send_frames(frames, channel)
    expect_alive(kernel, client)


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_signed_nonsense_is_ignored(kernel, client, channel):
    deep = b"[" * 200_000
    for parts in [
        [b"not json", b"{}", b"{}", b"{}"],
        [b"{}", b"{}", b"{}", b"{}"],
        [b"[]", b"{}", b"{}", b"{}"],
        [b"null"] * 4,
        [header(), b"{}", b"{}", b"[]"],
        [header(), b"{}", b"{}", deep],
        [deep] * 4,
        [header(), b"{}", b"{}", b'{"a":' * 100_000],
        [header(msg_type=5), b"{}", b"{}", b"{}"],
        [header(msg_id=None), b"{}", b"{}", b"{}"],
        [header(), b"{}", b"{}", b"\xff\xfe\x00"],
        [header(), b"{}", b"{}", b'{"code": "\\ud800"}'],
        [header(), b"{}", b"{}", b'{"code": 1e999}'],
    ]:
        client.send_frames(signed(client, parts), channel)
    expect_alive(kernel, client)


def test_odd_content_is_read_as_if_left_out(client):
    for fields in [
        {"code": None}, {"code": 5}, {"code": ["1"]}, {"silent": "yes"}, {"user_expressions": []}, {"user_expressions": {"a": 5}},
        {"store_history": None}, {"stop_on_error": 1}, {"extra": {"deep": [[[]]]}},
    ]:  # fmt: skip
        request = client.send("execute_request", {"code": "1", **fields})
        assert client.reply(request)["content"]["status"] == "ok", fields


@pytest.mark.parametrize("kind", ["unknown_request", "", "execute_reply", "status", "x" * 10_000, "é🎵"])
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_unknown_types_are_ignored(kernel, client, kind, channel):
    request = client.send(kind, {"a": 1}, channel)
    expect_alive(kernel, client)
    assert all(message["parent_id"] != request for message in client.replies)


def test_unknown_fields_and_buffers_are_ignored(client):
    message = client.session.msg("kernel_info_request", {"unknown": [1]})
    message["header"]["unknown"] = {"deep": True}
    message["metadata"] = {"cellId": "c", "subshell_id": None}
    client.session.send(client.sockets["shell"], message, buffers=[b"\x00\x01", b""])
    assert client.reply(message["header"]["msg_id"])["content"]["status"] == "ok"


def test_a_request_without_a_session_is_answered(client):
    parts = [b'{"msg_id": "bare", "msg_type": "kernel_info_request"}', b"{}", b"{}", b"{}"]
    client.send_frames(signed(client, parts))
    assert client.reply("bare")["content"]["status"] == "ok"


def test_the_parent_header_is_the_header_as_it_came(client):
    """Unknown fields, odd blanks and big numbers come back, byte for byte."""
    raw = b'{ "msg_id" : "odd",  "msg_type":"kernel_info_request", "n": 12345678901234567890, "f": 1.0e2 }'
    client.send_frames(signed(client, [raw, b"{}", b"{}", b"{}"]))
    assert client.sockets["shell"].poll(10_000)
    frames = client.sockets["shell"].recv_multipart()
    assert frames[frames.index(b"<IDS|MSG>") + 3] == raw


def test_identities_come_back_verbatim(client):
    parts = client.frames("kernel_info_request", {})
    client.send_frames([b"one", b"\x00\xff", *parts])
    assert client.sockets["shell"].poll(10_000)
    assert client.sockets["shell"].recv_multipart()[:2] == [b"one", b"\x00\xff"]


def test_without_a_key_nothing_is_signed():
    with KernelProcess(key="") as kernel:
        client = kernel.client()
        reply, outputs = client.run("1")
        assert reply["status"] == "ok"
        assert types(outputs) == ["busy", "execute_input", "execute_result", "idle"]


def test_a_flood_of_nonsense_starves_nobody(kernel, client):
    for _ in range(20_000):
        client.send_frames([b"flood"])
    start = time.monotonic()
    assert client.ask("kernel_info_request", {}, 10, "control")["status"] == "ok"
    assert time.monotonic() - start < 10
    expect_alive(kernel, client)
