"""Everything but execution: who we are, completion, inspection, comms; on shell and control."""

import pytest
from kernel_process import types

FAMILY = "é👨‍👩‍👧‍👦"  # é precomposed and seven code points of one sign


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_kernel_info(client, channel):
    request = client.send("kernel_info_request", {}, channel)
    info = client.reply(request, channel=channel)["content"]
    assert info["status"] == "ok"
    assert info["protocol_version"].startswith("5.")
    assert info["implementation"] == "mvae" and info["implementation_version"]
    assert info["banner"] and isinstance(info["help_links"], list)
    language = info["language_info"]
    assert language["name"] == "mvae" and language["file_extension"] == ".mvae"
    assert language["mimetype"] == "text/x-mvae" and language["version"]
    for field in ["pygments_lexer", "codemirror_mode", "nbconvert_exporter"]:
        assert language[field]
    assert "iopub_welcome" in info["supported_features"]
    assert types(client.outputs(request)) == ["busy", "idle"]


REQUESTS = [
    ("complete_request", {"code": "loa", "cursor_pos": 3}),
    ("inspect_request", {"code": "load", "cursor_pos": 4, "detail_level": 0}),
    ("is_complete_request", {"code": "1"}),
    ("history_request", {"hist_access_type": "tail", "n": 1, "output": False, "raw": True}),
    ("comm_info_request", {}),
    ("kernel_info_request", {}),
]


@pytest.mark.parametrize("kind,content", REQUESTS)
def test_every_request_is_framed_by_busy_and_idle(client, kind, content):
    request = client.send(kind, content)
    reply = client.reply(request)
    assert reply["msg_type"] == kind.replace("request", "reply")
    assert reply["parent_id"] == request
    assert types(client.outputs(request)) == ["busy", "idle"]


@pytest.mark.parametrize("kind,content", REQUESTS)
def test_requests_without_content_are_answered(client, kind, content):
    assert client.ask(kind, {})["status"]
    assert client.ask(kind, {"code": 5, "cursor_pos": "x", "n": "y", "hist_access_type": 7})["status"]


def complete(client, code, cursor=None):
    return client.ask("complete_request", {"code": code, "cursor_pos": len(code) if cursor is None else cursor})


@pytest.mark.parametrize(
    "code,match",
    [
        ("loa", "load"),
        ("load ", "demo"),
        ("load demo ", "tracks:"),
        ("load demo tracks: 4 se", "seed:"),
        ("load demo design: ", "natural"),
        ("train basic ", "things"),
        ("plot latent things color: ge", "genre"),
        ("plot latent things[0..<2] color: ge", "genre"),
        ("album[0].ti", "title"),
        ('album["', "demo-000"),
        ("things.", "labels"),
        ("x = (extract m", "mfcc"),
        ("extract mfcc ", "album"),
        ("help tr", "train"),
        ("forget al", "album"),
    ],
)
def test_completion(client, code, match):
    client.run("album = load demo tracks: 16 duration: 0.5\nthings = extract mfcc album")
    reply = complete(client, code)
    assert reply["status"] == "ok"
    assert any(found.startswith(match) for found in reply["matches"]), reply["matches"]
    kinds = reply["metadata"]["_jupyter_types_experimental"]
    assert [kind["text"] for kind in kinds] == reply["matches"]
    assert all(kind["type"] for kind in kinds)
    assert reply["cursor_end"] == len(code)
    assert reply["cursor_start"] <= len(code)


def test_completion_offers_only_what_fits(client):
    client.run("album = load demo tracks: 16 duration: 0.5\nnumber = 5\nthings = extract mfcc album")
    assert [m for m in complete(client, "extract mfcc ")["matches"] if not m.endswith(":")] == ["album"]
    assert [m for m in complete(client, "train basic ")["matches"] if not m.endswith(":")] == ["things"]


def test_nothing_to_complete_still_has_metadata(client):
    for code in ["# loa", "5 ", '"loa', ""]:
        reply = complete(client, code)
        assert reply["status"] == "ok"
        assert isinstance(reply["metadata"]["_jupyter_types_experimental"], list)
    assert complete(client, "# loa")["matches"] == []


def test_files_are_completed(client, tmp_path):
    (tmp_path / "songs").mkdir()
    (tmp_path / "é 🎵.csv").write_text("a\n1\n")
    assert complete(client, f'load folder "{tmp_path}/so')["matches"] == [f"{tmp_path}/songs/"]
    assert complete(client, f'import "{tmp_path}/')["matches"] == [f"{tmp_path}/songs/", f"{tmp_path}/é 🎵.csv"]


def test_cursors_count_code_points(client):
    """`é` and a family emoji are 8 code points, 27 bytes, 12 UTF-16 units and 2 characters."""
    assert len(FAMILY) == 8
    code = f'print "{FAMILY}" (loa\nprint 1'
    cursor = code.index("loa") + 3
    reply = complete(client, code, cursor)
    assert "load" in reply["matches"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (cursor - 3, cursor)
    inspected = client.ask("inspect_request", {"code": f'print "{FAMILY}"\nload demo', "cursor_pos": len(FAMILY) + 10, "detail_level": 0})
    assert inspected["found"] and inspected["data"]["text/plain"].startswith("load demo:")


def test_cursors_outside_the_text_are_held_inside(client):
    for cursor in [-5, 0, 3, 4, 10**6, 2**62, None, 1.5, "x"]:
        assert complete(client, "loa", cursor if cursor is not None else None)["status"] == "ok"
        assert client.ask("inspect_request", {"code": "load", "cursor_pos": cursor})["status"] == "ok"


@pytest.mark.parametrize(
    "code,cursor,words",
    [
        ("load demo", 2, "load demo:"),
        ("load demo tracks: 4", 12, "tracks: how many tracks"),
        ("train basic x", 2, "train basic:"),
        ("number", 3, "number: a number, 5"),
    ],
)
def test_inspection(client, code, cursor, words):
    client.run("number = 5")
    reply = client.ask("inspect_request", {"code": code, "cursor_pos": cursor, "detail_level": 0})
    assert reply["status"] == "ok" and reply["found"] is True
    assert reply["data"]["text/plain"].startswith(words)
    assert isinstance(reply["metadata"], dict)


def test_nothing_to_inspect(client):
    reply = client.ask("inspect_request", {"code": "nothing_known", "cursor_pos": 3, "detail_level": 0})
    assert reply == {"status": "ok", "found": False, "data": {}, "metadata": {}}


@pytest.mark.parametrize(
    "code,status", [("1", "complete"), ("x = [1,", "incomplete"), ("print \\", "incomplete"), ("x = )", "invalid"), ("", "complete")]
)
def test_is_complete(client, code, status):
    reply = client.ask("is_complete_request", {"code": code})
    assert reply["status"] == status
    assert ("indent" in reply) == (status == "incomplete")


# Comms


def test_a_comm_to_an_unknown_target_is_closed(client):
    request = client.send("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    outputs = client.outputs(request)
    assert types(outputs) == ["busy", "comm_close", "idle"]
    assert outputs[1]["content"]["comm_id"] == "c1"
    assert client.ask("comm_info_request", {"target_name": "nobody"}) == {"status": "ok", "comms": {}}


@pytest.mark.parametrize("kind", ["comm_msg", "comm_close"])
def test_messages_to_comms_that_are_not_open_are_ignored(client, kind):
    request = client.send(kind, {"comm_id": "unknown", "data": {}})
    assert types(client.outputs(request)) == ["busy", "idle"]


def test_two_clients_have_their_own_replies_and_all_broadcasts(kernel):
    one, two = kernel.client(), kernel.client()
    requests = [(one, one.execute('print "one"')), (two, two.execute('print "two"'))]
    for client, request in requests:
        assert client.reply(request)["content"]["status"] == "ok"
    for watcher in (one, two):
        for _, request in requests:
            assert types(watcher.outputs(request)) == ["busy", "execute_input", "stream", "idle"]
    assert one.replies == [] and two.replies == []
    assert one.welcome and two.welcome
