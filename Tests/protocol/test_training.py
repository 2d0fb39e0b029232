"""Training from the language's side: optimisers, warm-up, notices while it trains, continuing, checkpoints."""

import signal
import time
from pathlib import Path

import pytest
from kernel_process import text, types
from test_script_runs import run

PREPARATION = """corpus = load demo tracks: 60 duration: 1
mfcc = extract mfcc corpus
"""


def script(code, **options):
    return run("run", "-", script=PREPARATION + code, **options)


def test_continuing_gives_the_bytes_of_one_run(tmp_path):
    done = script(
        """a = train basic mfcc epochs: 4 patience: off optimizer: adamw clip: 5
b = continue a epochs: 4
w = train basic mfcc epochs: 8 patience: off optimizer: adamw clip: 5
export b.latents "b.npy"
export w.latents "w.npy"
""",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.npy").read_bytes() == (tmp_path / "w.npy").read_bytes()


@pytest.mark.parametrize(
    "labels",
    [
        "optimizer: sgd rate: 0.0001 momentum: 0.5 schedule: plateau rate_patience: 1",
        "optimizer: adamw decay: 0.1 schedule: cosine rate_warmup: 2 warmup: 4",
        "warmup: cyclical cycles: 2 free_bits: 0.1 clip: 1",
        "capacity: 5 capacity_warmup: 3 beta: 10",
    ],
)
def test_every_way_of_training_repeats(tmp_path, labels):
    code = f'm = train basic mfcc epochs: 8 batch: 16 test: 0.1 {labels}\nexport m.latents "{{}}.npy"\nexport m.history "{{}}.csv"\n'
    for name in "ab":
        done = script(code.replace("{}", name), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.npy").read_bytes() == (tmp_path / "b.npy").read_bytes()


def test_a_collapse_is_said_while_it_trains(client):
    client.run(PREPARATION)
    request = client.execute("train basic mfcc epochs: 200 batch: 16 beta: 1000 rate: 0.01 patience: off")
    outputs = client.outputs(request, 40)
    client.reply(request)
    notes = [text(m) for m in outputs if m["msg_type"] == "stream"]
    collapsed = [note for note in notes if "collapsed" in note]
    assert len(collapsed) == 1 and "epoch " in collapsed[0], notes
    result = types(outputs).index("execute_result")
    assert types(outputs).index("stream") < result


def test_a_checkpoint_survives_a_killed_kernel(fresh):
    client = fresh.client()
    client.run(PREPARATION)
    request = client.execute(
        'model = train basic mfcc epochs: 100000 patience: off checkpoint: "run.safetensors" checkpoint_seconds: 0'
    )
    client.started(request)
    time.sleep(1)
    fresh.signal(signal.SIGKILL)
    fresh.process.wait()
    done = script(f'kept = open "{Path(fresh.folder.name) / "run.safetensors"}"\nkept\n')
    assert done.returncode == 0, done.stderr
    assert "40-32-16-8-16-32-40" in done.stdout


def test_a_checkpoint_that_cannot_be_written_is_underlined():
    done = script('train basic mfcc checkpoint: "no/such/run.safetensors"\n')
    assert done.returncode == 1
    assert "^" in done.stderr and "no/such" in done.stderr


def test_no_hidden_layer_is_a_network_too():
    done = script("m = train basic mfcc hidden: [] epochs: 2\nm\n")
    assert done.returncode == 0, done.stderr
    assert "basic VAE 40-8-40" in done.stdout
