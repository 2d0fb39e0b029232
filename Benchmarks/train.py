"""Steps of training per model against PyTorch's best variant, peak memory, and the time to the first steps."""

from __future__ import annotations

import math
import statistics
import sys

import harness
from harness import Measurement, Server

OURS = str(harness.ROOT / ".build/release/TrainBenchmark")

# What the peer calls our models.
MODELS = {
    "basic": "basic",
    "multimodal": "multimodal",
    "conditional": "cvae",
    "study-basic": "study-basic",
    "study-multimodal": "study-multimodal",
    "study-cvae": "study-cvae",
}
LARGE = {"multimodal", "conditional"}

# Another precision: shown, never the peer.
INFORMATION = "bf16_cl"


def variants(model: str, quick: bool) -> list[str]:
    """What PyTorch can do for a model; memory layouts are for images."""
    images = not model.endswith("basic")
    fused = ["eager_fused"] + ["channels_last_fused"] * images
    if quick:
        return fused
    return ["eager"] + fused + ["compile"] + ["compile_cl", INFORMATION] * images


def measure(quick: bool) -> list[Measurement]:
    if quick:
        print(f"--quick leaves out eager (slower than eager_fused), compile and compile_cl (minutes of compiling), "
              f"and {INFORMATION} (information only)")
    results: list[Measurement] = []
    for model in MODELS:
        results += measure_model(model, quick)
    return results + [first_step(rounds=1 if quick else harness.ROUNDS)]


def measure_model(model: str, quick: bool) -> list[Measurement]:
    print(f"\n{model}", flush=True)
    servers = start(model, quick)
    try:
        # A turn is as long for each, whatever its speed. On a busy machine a quick run has fewer rounds, as the table says.
        steps = {name: turn(server.ask(4), quick) for name, server in servers.items()}
        values = harness.alternate(
            {name: lambda name=name: servers[name].ask(steps[name]) * 1e3 for name in servers},
            seconds=(30 if model in LARGE else 8) if quick else math.inf,
        )
        for name, times in values.items():
            median = statistics.median(times)
            print(f"  {name:<20} {median:9.4g} ms a step (median of {len(times)} rounds of {steps[name]} steps)")
        memory = {name: [server.peak_megabytes()] for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.close()
    for kind in (values, memory):
        kind.pop(INFORMATION, None)
    results = [harness.compare(f"train.{model}.step", "ms", values.pop("ours"), values)]
    if model == "multimodal":
        results.append(harness.compare("train.multimodal.memory", "MB", memory.pop("ours"), memory))
    return results


def start(model: str, quick: bool) -> dict[str, Server]:
    """All programs of one model, started together and warm; a variant that cannot is left out."""
    warm_up = ["--steps", "1"] if quick else []
    servers = {"ours": Server([OURS, model, *warm_up])}
    servers |= {variant: Server(peer(model, variant, *warm_up)) for variant in variants(model, quick)}
    for name, server in list(servers.items()):
        try:
            server.wait_until_ready()
        except RuntimeError as error:
            if name == "ours":
                raise
            print(f"  {name} left out: {error}")
            servers.pop(name).close()
    return servers


def turn(seconds_per_step: float, quick: bool) -> int:
    """Steps of one turn, about half a second of them: whole epochs, or two in a quick run."""
    least = 2 if quick else 4
    return max(least, round((0.15 if quick else 0.5) / seconds_per_step / 4) * 4)


def first_step(rounds: int) -> Measurement:
    """From the start of the process to the second step done, of the multimodal model: the peer takes no fewer."""
    contestants = {
        "ours": lambda: seconds_to_ready([OURS, "multimodal", "--steps", "1"]),
        "eager": lambda: seconds_to_ready(peer("multimodal", "eager", "--steps", "1")),
    }
    values = harness.alternate(contestants, rounds)
    return harness.compare("train.first-step", "s", values.pop("ours"), values)


def seconds_to_ready(command: list[str]) -> float:
    server = Server(command)
    seconds = server.wait_until_ready()
    server.close()
    return seconds


def peer(model: str, variant: str, *options: str) -> list[str]:
    """The command of PyTorch's side."""
    tool = str(harness.peer_tool("peer_vae_torch.py"))
    return [sys.executable, tool, MODELS[model], "--serve", variant, *options]


if __name__ == "__main__":
    harness.run(measure)
