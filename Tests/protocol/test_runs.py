"""A run survives its browser: who comes back sees what ran, how far it is and what it showed."""

import re
import time

from kernel_process import SOON, text, types


def rows(client):
    """The lines of `show runs`."""
    reply, outputs = client.run("show runs")
    assert reply["status"] == "ok"
    return text(next(m for m in outputs if m["msg_type"] == "display_data")).splitlines()


def test_progress_and_result_are_seen_after_a_reconnect(kernel, trained):
    leaving = kernel.client()
    request = leaving.execute(f'print "it begins"\ndisplay "a figure"\n{trained}')
    leaving.started(request)
    time.sleep(1)
    kernel.clients.remove(leaving)
    leaving.close()
    back = kernel.client()
    start = time.monotonic()
    row = rows(back)[-1]
    assert time.monotonic() - start < SOON, "it does not wait for the cell"
    while not re.search(r"\d+ of 100000 epochs", row):
        assert time.monotonic() - start < 2 * SOON, row
        back.broadcasts.clear()
        row = rows(back)[-1]
    assert 'print "it begins"' in row and "running" in row, row
    _, outputs = back.run("show run")
    shown = [text(m) for m in outputs if m["msg_type"] in ("stream", "display_data")]
    assert "running" in shown[0] and "it begins" in shown[0] and "a figure" in shown
    back.send("interrupt_request", {}, "control")
    back.broadcast(lambda m: m["msg_type"] == "error")
    # A cell that is sent before the failed one is over counts as waiting behind it.
    back.broadcast(
        lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle" and m["parent_id"] == request
    )
    assert "interrupted" in rows(back)[-1]
    assert back.run("busy_model")[0]["status"] == "ok"


def test_finished_and_failed_cells_are_listed(client):
    client.run("# a comment\n  kept = 5\nkept")
    client.run("forget nothing_there")
    lines = rows(client)
    assert "kept = 5" in lines[-2] and "finished" in lines[-2]
    assert "forget nothing_there" in lines[-1] and "failed" in lines[-1] and "has no value" in lines[-1]
    assert not any("show runs" in line for line in lines), "looking is no entry"
    number = int(lines[-2].split()[0])
    _, outputs = client.run(f"show run number: {number}")
    assert text(next(m for m in outputs if m["msg_type"] == "display_data")) == "5"


def test_a_cell_can_be_taken_up_again(client):
    client.run("again = 7")
    reply, _ = client.run("show run edit: on")
    assert reply["payload"] == [{"source": "set_next_input", "text": "again = 7", "replace": False}]


def test_a_run_that_is_forgotten_is_said_to_be(client):
    assert client.run("show run number: 99999")[0]["ename"] == "UnknownRun"


def test_silent_cells_are_no_runs(client):
    client.run("client_probe = 1", silent=True)
    assert not any("client_probe" in line for line in rows(client))


def test_memory_is_bounded(client):
    """A hundred cells are remembered, and of each the end of what it wrote."""
    for index in range(120):
        client.execute(f"numbered_{index} = 1")
    client.run("\n".join(f'print "{"x" * 100} {index}"' for index in range(3000)))
    lines = rows(client)
    assert sum("numbered_" in line for line in lines) == 99
    _, outputs = client.run("show run")
    words = "".join(text(m) for m in outputs if m["msg_type"] == "stream")
    assert len(words) < 40_000 and words.rstrip().endswith("2999")
    assert types(outputs)[-1] == "idle"
