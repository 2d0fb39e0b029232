"""Cells that ask: `ask`, and the question before a file is replaced; and what happens where nobody answers."""

import pytest
from kernel_process import SOON, text, types


def prompt(client, request, timeout=10):
    """The question that a running cell asks."""
    message = client.question(timeout)
    assert message["msg_type"] == "input_request" and message["parent_id"] == request
    return message["content"]


def test_a_cell_asks_and_goes_on_with_the_answer(client):
    request = client.execute('print "before"\nname = ask "Which genre?"\nprint name\nname', allow_stdin=True)
    assert prompt(client, request) == {"prompt": "Which genre? ", "password": False}
    client.answer("Folk é🎵")
    assert client.reply(request)["content"]["status"] == "ok"
    outputs = client.outputs(request)
    assert types(outputs) == ["busy", "execute_input", "stream", "stream", "execute_result", "idle"]
    assert [text(m) for m in outputs[2:5]] == ["before\n", "Folk é🎵\n", "Folk é🎵"]


def test_a_number_is_a_number_and_a_secret_a_text(client):
    request = client.execute('count = ask "How many?"\n[count, count]', allow_stdin=True)
    prompt(client, request)
    client.answer("12")
    client.reply(request)
    assert text(client.outputs(request)[2]) == "[12, 12]"
    request = client.execute('secret = ask "Password?" hidden: on\nsecret', allow_stdin=True)
    assert prompt(client, request)["password"] is True
    client.answer("007")
    client.reply(request)
    assert text(client.outputs(request)[2]) == "007"


def test_an_empty_answer_takes_the_default(client):
    request = client.execute('ask "How many?" default: 8', allow_stdin=True)
    prompt(client, request)
    client.answer("")
    client.reply(request)
    assert text(client.outputs(request)[2]) == "8"


def test_where_nobody_can_answer_the_default_holds(client):
    assert text(client.run('ask "How many?" default: 8')[1][2]) == "8"
    reply, _ = client.run('ask "How many?"')
    assert reply["status"] == "error" and reply["ename"] == "NobodyToAsk" and "default:" in reply["traceback"][0]


def test_an_interrupt_ends_the_question(client):
    request = client.execute('x = ask "Waiting?"', allow_stdin=True)
    prompt(client, request)
    client.send("interrupt_request", {}, "control")
    reply = client.reply(request, SOON)
    assert reply["content"]["ename"] == "Interrupted"
    client.answer("too late")
    assert client.run("1")[0]["status"] == "ok"


def test_an_answer_goes_to_its_own_cell(kernel):
    one, two = kernel.client(), kernel.client()
    shell = two.ask("create_subshell_request", {}, 5, "control")["subshell_id"]
    first = one.execute('ask "One?"', allow_stdin=True)
    second = two.execute('ask "Two?"', allow_stdin=True, subshell=shell)
    prompt(one, first)
    prompt(two, second)
    two.answer("2 b")
    two.reply(second)
    assert text(two.outputs(second)[2]) == "2 b"
    one.answer("1 a")
    one.reply(first)
    assert text(one.outputs(first)[2]) == "1 a"


@pytest.mark.parametrize("answer,is_replaced", [("y", True), (" YES ", True), ("n", False), ("", False)])
def test_a_file_is_replaced_only_when_the_user_says_so(client, tmp_path, answer, is_replaced):
    path = tmp_path / "table.csv"
    path.write_text("old")
    request = client.execute(f'export [1, 2] "{path}"', allow_stdin=True)
    assert prompt(client, request)["prompt"].startswith(f"{path} is there already. Replace it?")
    client.answer(answer)
    reply = client.reply(request)["content"]
    assert reply["status"] == ("ok" if is_replaced else "error")
    assert (path.read_text() != "old") == is_replaced
    if not is_replaced:
        assert reply["ename"] == "NotReplaced"


def test_what_the_session_wrote_is_replaced_without_a_question(client, tmp_path):
    path = tmp_path / "own.csv"
    for numbers in ["[1]", "[2]"]:
        request = client.execute(f'export {numbers} "{path}"', allow_stdin=True)
        assert client.reply(request)["content"]["status"] == "ok"


def test_where_nobody_can_answer_a_file_is_replaced_and_told(client, tmp_path):
    path = tmp_path / "told.csv"
    path.write_text("old")
    reply, outputs = client.run(f'export [1, 2] "{path}"')
    assert reply["status"] == "ok" and path.read_text() != "old"
    assert any("is replaced" in text(m) for m in outputs if m["msg_type"] == "stream")


def test_answers_that_nobody_waits_for_are_ignored(client):
    for value in ["a", None, 5, ["x"]]:
        client.answer(value)
    assert client.run("1")[0]["status"] == "ok"
