"""Subshells (JEP 91): cells that run beside a training, in a workspace that both share."""

import time

import pytest
from kernel_process import SOON, text, types


def create(client):
    reply = client.ask("create_subshell_request", {}, SOON, "control")
    assert reply["status"] == "ok"
    return reply["subshell_id"]


@pytest.fixture
def subshell(client):
    shell = create(client)
    yield shell
    client.ask("delete_subshell_request", {"subshell_id": shell}, SOON, "control")


def test_they_are_made_listed_and_deleted(client):
    one, two = create(client), create(client)
    assert one != two
    listed = client.ask("list_subshell_request", {}, SOON, "control")
    assert listed["status"] == "ok" and {one, two} <= set(listed["subshell_id"])
    assert client.ask("delete_subshell_request", {"subshell_id": one}, SOON, "control") == {"status": "ok"}
    assert one not in client.ask("list_subshell_request", {}, SOON, "control")["subshell_id"]
    assert client.ask("delete_subshell_request", {"subshell_id": one}, SOON, "control")["ename"] == "SubshellNotFound"
    client.ask("delete_subshell_request", {"subshell_id": two}, SOON, "control")
    info = client.ask("kernel_info_request", {}, SOON, "control")
    assert "kernel subshells" in info["supported_features"]


def test_their_cells_run_while_the_main_shell_trains(client, subshell, trained):
    training = client.execute(trained)
    client.started(training)
    for index in range(5):
        start = time.monotonic()
        request = client.execute(f"beside = {index}\nbusy_features\nbeside", subshell=subshell)
        assert client.reply(request, SOON)["content"]["status"] == "ok"
        outputs = client.outputs(request, SOON)
        assert types(outputs) == ["busy", "execute_input", "execute_result", "idle"] and text(outputs[2]) == str(index)
        assert time.monotonic() - start < SOON
    assert not any(reply["parent_id"] == training for reply in client.replies)
    client.send("interrupt_request", {}, "control")
    assert client.reply(training)["content"]["ename"] == "Interrupted"
    assert text(client.run("beside")[1][2]) == "4", "the workspace is shared"


def test_the_later_binding_wins_and_says_so(client, subshell):
    main = client.execute('race = ask "When?"\nrace', allow_stdin=True)
    client.question()
    beside = client.execute("race = 5\nrace", subshell=subshell)
    assert client.reply(beside, SOON)["content"]["status"] == "ok"
    client.answer("later")
    client.reply(main)
    outputs = client.outputs(main)
    assert "bound elsewhere" in text(outputs[2]) and text(outputs[3]) == "later"


def test_an_error_in_one_aborts_only_its_own(client, subshell):
    failing = client.execute("forget nothing_there", subshell=subshell)
    behind = client.execute("1", subshell=subshell)
    main = client.execute("2")
    assert client.reply(failing)["content"]["status"] == "error"
    assert client.reply(behind)["content"]["status"] in ("aborted", "ok")
    assert client.reply(main)["content"]["status"] == "ok"


def test_an_unknown_one_is_an_error(client):
    request = client.execute("1", subshell="nowhere")
    reply = client.reply(request)["content"]
    assert reply["status"] == "error" and reply["ename"] == "SubshellNotFound"
    assert types(client.outputs(request)) == ["busy", "idle"]


def test_deleting_one_stops_its_cell(client, trained):
    shell = create(client)
    request = client.execute(trained, subshell=shell)
    behind = client.execute("1", subshell=shell)
    client.started(request)
    time.sleep(0.2)
    assert client.ask("delete_subshell_request", {"subshell_id": shell}, SOON, "control")["status"] == "ok"
    assert client.reply(request, SOON)["content"]["ename"] == "Interrupted"
    assert client.reply(behind, SOON)["content"]["status"] == "aborted"


def test_their_number_is_bounded(fresh):
    client = fresh.client()
    made = [client.ask("create_subshell_request", {}, SOON, "control") for _ in range(70)]
    assert [reply["status"] for reply in made].count("ok") == 64
    for reply in made[:64]:
        client.ask("delete_subshell_request", {"subshell_id": reply["subshell_id"]}, SOON, "control")
    assert client.run("1")[0]["status"] == "ok"
