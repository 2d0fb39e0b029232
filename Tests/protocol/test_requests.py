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


def test_a_comm_of_a_known_target_is_open_until_it_is_closed(client):
    client.run("shown_to_comm = [1, 2]")
    request = client.send("comm_open", {"comm_id": "c2", "target_name": "mvae.workspace", "data": {}})
    outputs = client.outputs(request)
    assert types(outputs) == ["busy", "comm_msg", "idle"]
    entry = {"name": "shown_to_comm", "kind": "list", "brief": "2 values", "bytes": 16}
    assert entry in outputs[1]["content"]["data"]["names"]
    known = {"status": "ok", "comms": {"c2": {"target_name": "mvae.workspace"}}}
    assert client.ask("comm_info_request", {"target_name": "mvae.workspace"}) == known
    assert client.ask("comm_info_request", {}) == known
    client.run("forget shown_to_comm")
    asked = client.outputs(client.send("comm_msg", {"comm_id": "c2", "data": {}}))
    assert types(asked) == ["busy", "comm_msg", "idle"] and entry not in asked[1]["content"]["data"]["names"]
    assert types(client.outputs(client.send("comm_close", {"comm_id": "c2", "data": {}}))) == ["busy", "idle"]
    assert client.ask("comm_info_request", {})["comms"] == {}
    assert types(client.outputs(client.send("comm_msg", {"comm_id": "c2", "data": {}}))) == ["busy", "idle"]


def test_comms_are_bounded(client):
    for index in range(1001):
        client.send("comm_open", {"comm_id": f"many {index}", "target_name": "mvae.runs", "data": {}})
    assert len(client.ask("comm_info_request", {})["comms"]) == 1000
    for index in range(1001):
        client.send("comm_close", {"comm_id": f"many {index}", "data": {}})
    assert client.ask("comm_info_request", {})["comms"] == {}


@pytest.mark.parametrize("content", [{}, {"comm_id": 5}, {"comm_id": "x", "target_name": 5}, {"comm_id": None, "target_name": "mvae.runs"}])
def test_odd_comms_are_ignored_or_closed(client, content):
    assert types(client.outputs(client.send("comm_open", content)))[-1] == "idle"
    assert client.ask("comm_info_request", {})["comms"] == {}


@pytest.mark.parametrize("kind", ["comm_msg", "comm_close"])
def test_messages_to_comms_that_are_not_open_are_ignored(client, kind):
    request = client.send(kind, {"comm_id": "unknown", "data": {}})
    assert types(client.outputs(request)) == ["busy", "idle"]


# What the process uses


def test_usage(client):
    for channel in ["control", "shell"]:
        usage = client.ask("usage_request", {}, channel=channel)
        assert usage["hostname"] and usage["pid"] > 1 and usage["cpu_count"] >= 1
        assert 5 << 20 < usage["kernel_memory"] < 4 << 30 and usage["kernel_cpu"] >= 0
        assert 0 <= usage["host_cpu_percent"] <= 100
        memory = usage["host_virtual_memory"]
        assert 0 < memory["available"] <= memory["total"] and 0 <= memory["percent"] <= 100
        assert {"used", "free", "active", "inactive", "buffers", "cached", "shared", "slab"} <= set(memory)


def test_connect(kernel, client):
    reply = client.ask("connect_request", {})
    assert reply.pop("status") == "ok"
    assert reply == {name: port for name, port in kernel.connection.items() if name.endswith("_port")}


def test_no_debugger_is_offered_and_asking_for_one_is_refused(client):
    info = client.ask("kernel_info_request", {})
    assert info["debugger"] is False and "debugger" not in info["supported_features"]
    request = {"type": "request", "seq": 3, "command": "debugInfo", "arguments": {}}
    reply = client.ask("debug_request", request, channel="control")
    assert reply["success"] is False and reply["request_seq"] == 3 and reply["command"] == "debugInfo"


def test_an_unknown_request_is_framed_by_busy_and_idle(client):
    for channel in ["shell", "control"]:
        assert types(client.outputs(client.send("nonsense_request", {}, channel))) == ["busy", "idle"]


# Many clients


def test_ten_clients_at_once(kernel):
    """Each gets its own replies, all get every broadcast, in order, none lost."""
    clients = [kernel.client() for _ in range(10)]
    requests = {client.session.session: [] for client in clients}
    for index in range(20):
        for number, client in enumerate(clients):
            requests[client.session.session].append(client.execute(f'print "{number}"\ndisplay "{index}"\n{index}'))
    for client in clients:
        own = requests[client.session.session]
        replies = [client.reply(request)["content"] for request in own]
        assert all(reply["status"] == "ok" for reply in replies)
        assert [reply["execution_count"] for reply in replies] == sorted(reply["execution_count"] for reply in replies)
        assert client.replies == []
    sent = [request for own in requests.values() for request in own]
    orders = []
    for client in clients:
        for request in sent:
            outputs = client.outputs(request)
            assert types(outputs) == ["busy", "execute_input", "stream", "display_data", "execute_result", "idle"]
        ours = [m["header"]["msg_id"] for m in client.broadcasts if m["parent_id"] in sent]
        orders.append(ours)
        assert len(ours) == len(set(ours)) == 6 * len(sent)
    assert all(order == orders[0] for order in orders)


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
