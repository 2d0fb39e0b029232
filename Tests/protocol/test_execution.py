"""execute_request: order, counters, history, silence, errors, aborts, expressions."""

import re

import pytest
from kernel_process import text, types


def test_busy_input_result_idle_in_order(client):
    reply, outputs = client.run("7")
    assert types(outputs) == ["busy", "execute_input", "execute_result", "idle"]
    assert text(outputs[2]) == "7"
    assert reply["status"] == "ok"
    assert reply["payload"] == [] and reply["user_expressions"] == {}


def test_parent_headers_are_the_request(client):
    request = client.execute('print "a"\n1')
    reply = client.reply(request)
    outputs = client.outputs(request)
    assert {message["parent_header"]["msg_id"] for message in [reply, *outputs]} == {request}
    assert {message["parent_header"]["session"] for message in outputs} == {client.session.session}
    assert reply["msg_type"] == "execute_reply"


def test_headers_are_whole_and_ids_unique(client):
    request = client.execute("1")
    messages = [client.reply(request), *client.outputs(request)]
    assert len({message["header"]["msg_id"] for message in messages}) == len(messages)
    assert len({message["header"]["session"] for message in messages}) == 1
    for message in messages:
        assert message["header"]["date"].tzinfo is not None
        assert message["header"]["version"].startswith("5.")
        assert message["header"]["username"]


def test_parent_is_an_object_when_there_is_none(fresh):
    client = fresh.client()
    assert client.welcome["parent_header"] == {}
    assert client.welcome["content"] == {"subscription": ""}


def test_counters_agree_and_count_stored_cells_only(client):
    first, outputs = client.run("1")
    count = first["execution_count"]
    assert [m["content"]["execution_count"] for m in outputs if "execution_count" in m["content"]] == [count, count]
    unstored, _ = client.run("1", store_history=False)
    silent, _ = client.run("1", silent=True)
    assert unstored["execution_count"] == silent["execution_count"] == count
    assert client.run("1")[0]["execution_count"] == count + 1


def test_silent_shows_nothing_and_is_not_remembered(client):
    reply, outputs = client.run('print "hush of its own"\nwarn "hush of its own"\nshown = 5\n"hush of its own"', silent=True)
    assert reply["status"] == "ok"
    assert types(outputs) == ["busy", "idle"]
    assert text(client.run("shown")[1][2]) == "5"
    history = client.ask("history_request", {"hist_access_type": "search", "pattern": "*hush of its own*", "output": False, "raw": True})
    assert history["history"] == []


def test_silent_errors_come_in_the_reply_alone(client):
    reply, outputs = client.run("forget nothing", silent=True)
    assert reply["status"] == "error"
    assert types(outputs) == ["busy", "idle"]


@pytest.mark.parametrize("code", ["", "  \n\n", "# a comment", ";"])
def test_empty_cells_are_cells(client, code):
    reply, outputs = client.run(code)
    assert reply["status"] == "ok"
    assert types(outputs) == ["busy", "execute_input", "idle"]


def test_user_expressions_are_answered_each_for_itself(client):
    expressions = {"good": "answer", "bad": "nothing_of_that_name", "worse": "= )"}
    reply, outputs = client.run("answer = 42", user_expressions=expressions)
    given = reply["user_expressions"]
    assert given["good"] == {"status": "ok", "data": {"text/plain": "42"}, "metadata": {}}
    for name in ["bad", "worse"]:
        assert given[name]["status"] == "error"
        assert given[name]["ename"] and given[name]["evalue"] and given[name]["traceback"]
    assert types(outputs)[-1] == "idle"


def test_an_error_is_told_twice_with_the_same_words(client):
    reply, outputs = client.run('print "before"\nforget nothing\nprint "after"')
    error = next(m["content"] for m in outputs if m["msg_type"] == "error")
    assert types(outputs) == ["busy", "execute_input", "stream", "error", "idle"]
    assert {name: reply[name] for name in ["ename", "evalue", "traceback"]} == error
    assert reply["status"] == "error"
    assert isinstance(error["traceback"], list) and "\x1b[" in error["traceback"][0]
    plain = re.sub("\x1b\\[[0-9;]*m", "", error["traceback"][0])
    assert plain.splitlines()[1:3] == ["2 | forget nothing", "  |        ^^^^^^^"]


def test_all_mistakes_of_a_cell_are_shown(client):
    reply, outputs = client.run("laod demo\nload demo trakcs: 5\nload demo tracks: 0")
    assert reply["ename"] == "UnknownVerb"
    assert reply["evalue"].endswith("(and 2 more)")
    assert len(reply["traceback"]) == 3
    assert "`load`" in reply["traceback"][0] and "`tracks`" in reply["traceback"][1]
    assert "1 to 100000, not 0" in reply["traceback"][2]


def test_cells_behind_an_error_are_aborted(client):
    first = client.execute("slow = load demo tracks: 20 duration: 1\nextract mfcc slow;\nforget nothing")
    others = [client.execute("aborted = 1"), client.execute("aborted = 2")]
    assert client.reply(first)["content"]["status"] == "error"
    for request in others:
        assert client.reply(request)["content"]["status"] in ("aborted", "error")
        assert types(client.outputs(request)) == ["busy", "idle"]
    assert client.run("aborted")[0]["status"] == "error"


def test_a_cell_that_fails_at_once_aborts_those_sent_with_it(client):
    """As "Run all" sends them: the failure is over before the next cell arrives."""
    for _ in range(20):
        messages = [client.session.msg("execute_request", {"code": code}) for code in ["forget nothing", "aborted = 3"]]
        for message in messages:
            client.session.send(client.sockets["shell"], message)
        statuses = [client.reply(message["header"]["msg_id"])["content"]["status"] for message in messages]
        assert statuses == ["error", "aborted"]


def test_a_cell_sent_in_answer_to_an_error_runs(client):
    for _ in range(20):
        assert client.run("forget nothing")[0]["status"] == "error"
        assert client.run("1")[0]["status"] == "ok"


def test_cells_behind_an_error_run_when_the_request_says_so(client):
    first = client.execute("slow = load demo tracks: 20 duration: 1\nextract mfcc slow;\nforget nothing", stop_on_error=False)
    second = client.execute("lives = 1")
    assert client.reply(first)["content"]["status"] == "error"
    assert client.reply(second)["content"]["status"] == "ok"


def test_queued_cells_run_in_order(client):
    requests = [client.execute(f"queued_{index} = {index}\n{index}") for index in range(50)]
    replies = [client.reply(request)["content"] for request in requests]
    assert all(reply["status"] == "ok" for reply in replies)
    counts = [reply["execution_count"] for reply in replies]
    assert counts == list(range(counts[0], counts[0] + 50))


def test_underscore_is_the_last_result(client):
    client.run("[1, 2]")
    assert text(client.run("_[1]")[1][2]) == "2"


def test_history_tail_range_search_unique(client):
    client.run("mark_a = 1")
    client.run("mark_b = 2\nmark_b")
    client.run("mark_a = 1")

    def history(**fields):
        request = {"output": False, "raw": True, **fields}
        return client.ask("history_request", request)["history"]

    tail = history(hist_access_type="tail", n=2)
    assert [entry[2] for entry in tail] == ["mark_b = 2\nmark_b", "mark_a = 1"]
    session, line = tail[0][0], tail[0][1]
    assert history(hist_access_type="range", session=0, start=line, stop=line + 1) == [tail[0]]
    assert history(hist_access_type="range", session=session, start=line, stop=line + 2) == tail
    found = history(hist_access_type="search", pattern="mark_a*")
    assert [entry[2] for entry in found] == ["mark_a = 1"] * 2
    assert len(history(hist_access_type="search", pattern="mark_a*", unique=True)) == 1
    assert len(history(hist_access_type="search", pattern="mark*", n=1)) == 1
    paired = history(hist_access_type="tail", n=2, output=True)
    assert paired[0][2] == ["mark_b = 2\nmark_b", "2"]
    assert paired[1][2] == ["mark_a = 1", None]
