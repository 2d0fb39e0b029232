"""Streams, displays, progress, clearing, pages: their order and their form."""

import base64
import re
import time

from kernel_process import SOON, text, types


def test_streams_come_in_order_and_before_everything_else(client):
    _, outputs = client.run('print "a"\nwarn "b"\nprint "c"\nprint "d"\ndisplay "e"\nprint "f"\n1')
    shown = [(m["msg_type"], m["content"].get("name"), text(m)) for m in outputs[2:-1]]
    assert shown == [
        ("stream", "stdout", "a\n"),
        ("stream", "stderr", "b\n"),
        ("stream", "stdout", "c\nd\n"),
        ("display_data", None, "e"),
        ("stream", "stdout", "f\n"),
        ("execute_result", None, "1"),
    ]


def test_many_lines_are_few_messages_and_none_is_lost(client):
    code = "\n".join(f'print "{index}"' for index in range(10_000))
    _, outputs = client.run(code)
    streams = [text(m) for m in outputs if m["msg_type"] == "stream"]
    assert "".join(streams) == "".join(f"{index}\n" for index in range(10_000))
    assert len(streams) <= 5
    assert types(outputs)[-1] == "idle"


def resident(kernel):
    """Megabytes."""
    status = open(f"/proc/{kernel.process.pid}/status").read()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def test_a_flood_of_a_million_lines_is_bounded_and_is_interrupted_at_once(fresh):
    client = fresh.client()
    line = "x" * 20 + "\\n"
    flood = "\n".join('print "' + line * 1000 + '"' for _ in range(1000))
    client.run(flood[: len(flood) // 100])
    before = resident(fresh)
    _, outputs = client.run(flood, 60)
    assert sum(text(m).count("\n") for m in outputs if m["msg_type"] == "stream") == 1_001_000
    client.broadcasts.clear()
    # The cell's own text of 22 MB and its tree stand in memory while it runs.
    assert resident(fresh) - before < 200
    request = client.execute(flood * 4)
    client.started(request)
    client.send("interrupt_request", {}, "control")
    start = time.monotonic()
    reply = client.reply(request)
    assert reply["content"]["status"] == "error"
    assert reply["received"] - start < SOON


def test_two_thousand_displays_keep_their_order(client):
    _, outputs = client.run("\n".join(f"display {index}" for index in range(2000)))
    shown = [text(m) for m in outputs if m["msg_type"] == "display_data"]
    assert shown == [str(index) for index in range(2000)]


def test_a_display_has_data_metadata_and_transient(client):
    _, outputs = client.run('display "a"')
    assert outputs[2]["content"] == {"data": {"text/plain": "a"}, "metadata": {}, "transient": {}}


def test_clear_output_waits_when_told(client):
    _, outputs = client.run('print "a"\nclear\nclear wait: on\nprint "b"')
    assert types(outputs) == ["busy", "execute_input", "stream", "clear_output", "clear_output", "stream", "idle"]
    assert [m["content"] for m in outputs[3:5]] == [{"wait": False}, {"wait": True}]


def test_help_is_a_page(client):
    for code in ["help print", "print?", "load demo?"]:
        reply, outputs = client.run(code)
        page = reply["payload"][0]
        assert page["source"] == "page" and page["start"] == 0
        assert "Examples" in page["data"]["text/plain"]
        assert types(outputs) == ["busy", "execute_input", "idle"]


def test_progress_is_one_display_updated_in_place(client, trained):
    reply, outputs = client.run("m = train basic busy_features epochs: 1500 hidden: [512, 256] patience: off", timeout=50)
    assert reply["status"] == "ok", reply
    displays = [m for m in outputs if m["msg_type"] == "display_data"]
    updates = [m for m in outputs if m["msg_type"] == "update_display_data"]
    assert len(displays) == 1, "training takes longer than the bar's patience"
    ids = {m["content"]["transient"]["display_id"] for m in displays + updates}
    assert len(ids) == 1
    assert "<progress" in displays[0]["content"]["data"]["text/html"]
    assert re.match(r"train basic: 1500 epochs in \d", text(updates[-1]))
    assert "text/html" not in updates[-1]["content"]["data"]
    # At most ten times a second, and once at the end.
    seconds = (outputs[-1]["header"]["date"] - outputs[0]["header"]["date"]).total_seconds()
    assert len(updates) <= 10 * seconds + 2


def test_figures_have_words_pixels_and_a_size(client, trained):
    _, outputs = client.run("plot latent busy_features color: genre\nshow spectrogram busy_corpus[0]")
    scatter, picture = [m["content"] for m in outputs if m["msg_type"] == "display_data"]
    for content in (scatter, picture):
        png = base64.b64decode(content["data"]["image/png"])
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        size = content["metadata"]["image/png"]
        assert size["alt"] == content["data"]["text/plain"] and size["width"] > 0 and size["height"] > 0
        assert int.from_bytes(png[16:20], "big") == 2 * size["width"]
    assert scatter["data"]["image/svg+xml"].startswith("<svg")
    assert "image/svg+xml" not in picture["data"]


def test_a_player_carries_its_sound(client, trained):
    _, outputs = client.run("play busy_corpus[0..<2]")
    html = outputs[2]["content"]["data"]["text/html"]
    sounds = re.findall(r'<audio[^>]* src="data:audio/wav;base64,([^"]+)"', html)
    assert len(sounds) == 2
    assert all(base64.b64decode(sound).startswith(b"RIFF") for sound in sounds)


def test_assigned_figures_publish_nothing(client, trained):
    _, outputs = client.run("figure = plot latent busy_features")
    assert types(outputs) == ["busy", "execute_input", "idle"]
    _, outputs = client.run("figure")
    assert types(outputs) == ["busy", "execute_input", "execute_result", "idle"]
    assert "image/png" in outputs[2]["content"]["data"]


def test_every_kind_of_value_has_a_readable_display(client, trained):
    client.run("model = train basic busy_features epochs: 2\ngroups = cluster kmeans model k: 3")
    client.run("mel = extract mel busy_corpus[0..<4] bands: 8 frames: 8\nsound = play busy_corpus[0] seconds: 0.2")
    values = [
        "busy_corpus", "busy_corpus[0]", "busy_corpus[0..<3]", "busy_corpus.labels", "busy_corpus.lyrics", "busy_corpus.skipped",
        "busy_features", "busy_features[2]", "mel", "mel[0]", "model", "model.latents", "model.history", "model.layers", "model.labels",
        "groups", "groups.labels", "groups.scores", "sound", "compare model k: 3 seeds: 1", "sample model count: 2", "list",
        "[model, groups]", "0..<3", "on",
    ]  # fmt: skip
    for code in values:
        reply, outputs = client.run(code)
        assert reply["status"] == "ok", (code, reply)
        result = [m for m in outputs if m["msg_type"] == "execute_result"]
        assert result and text(result[0]).strip(), code
        assert "MVAEKit" not in text(result[0]) and "Optional(" not in text(result[0]), code
