"""Training interrupted at random moments, again and again: the reply comes at once and what is left is a model.

`MVAE_INTERRUPTIONS` says how often (10; `scripts/soak` takes 100)."""

import os
import random
import time

import pytest
from kernel_process import SOON, text

COUNT = int(os.environ.get("MVAE_INTERRUPTIONS", "10"))
AIM = 0.050

CELLS = {
    "basic": (
        "corpus = load demo tracks: 60 duration: 1\nfeatures = extract mfcc corpus",
        "model = train basic features hidden: [256, 128] latent: 16 patience: off",
    ),
    "multimodal 128x128": (
        "corpus = load demo tracks: 60 duration: 1\nfeatures = extract mel corpus bands: 128 frames: 128\nwords = extract lyrics corpus dimensions: 16",
        "model = train multimodal features words fusion: study size: bench patience: off",
    ),
    "both decoded, 128x128": (
        "corpus = load demo tracks: 60 duration: 1\nfeatures = extract mel corpus bands: 128 frames: 128\nwords = extract lyrics corpus dimensions: 16",
        "model = train multimodal features words size: bench patience: off",
    ),
}


@pytest.mark.timeout(120 + 12 * COUNT)
@pytest.mark.parametrize("kind", CELLS)
def test_an_interruption_anywhere_is_answered_at_once(kernel, client, kind, capsys):
    preparation, cell = CELLS[kind]
    reply, _ = client.run(preparation, 60)
    assert reply["status"] == "ok", reply
    start = time.monotonic()
    assert client.run(f"{cell} epochs: 1", 60)[0]["status"] == "ok"
    # Somewhere in the first epochs, however fast the machine is.
    most = min(10, max(0.2, 2 * (time.monotonic() - start)))
    moments = random.Random(7)
    times, kept = [], 0
    for _ in range(COUNT):
        client.run("model = 0")
        request = client.execute(f"{cell} epochs: 100000")
        client.started(request)
        time.sleep(moments.uniform(0, most))
        start = time.monotonic()
        client.send("interrupt_request", {}, "control")
        reply = client.reply(request)
        times.append(reply["received"] - start)
        assert reply["content"]["status"] == "error" and reply["content"]["ename"] == "Interrupted", reply["content"]
        shown, outputs = client.run("model")
        assert shown["status"] == "ok"
        value = next(text(m) for m in outputs if m["msg_type"] == "execute_result")
        # Before the first whole step there is no model, and the old value stays.
        assert value == "0" or value.startswith("Model "), value
        kept += value != "0"
    times.sort()
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    with capsys.disabled():
        print(f"\n{kind}: {COUNT} interruptions, {kept} models kept, reply p95 {p95 * 1000:.0f} ms, aim {AIM * 1000:.0f} ms")
    assert kept > 0
    assert times[-1] < SOON


def test_an_interrupted_model_is_continued(client):
    client.run("corpus = load demo tracks: 40 duration: 1\nfeatures = extract mfcc corpus")
    request = client.execute("part = train basic features epochs: 100000 patience: off")
    client.started(request)
    time.sleep(0.3)
    client.send("interrupt_request", {}, "control")
    assert client.reply(request)["content"]["ename"] == "Interrupted"
    reply, _ = client.run("more = continue part epochs: 3")
    assert reply["status"] == "ok", reply
    before, after = (float(text(client.run(f"{name}.history.epoch[-1]")[1][2])) for name in ("part", "more"))
    assert after == before + 3
