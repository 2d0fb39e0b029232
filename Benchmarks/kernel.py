"""The kernel against ipykernel, xeus-python and Deno, through the wire protocol, with one and the same Python client.

`lines`, `displays` and `queued` are mostly the client's own work: what it takes to receive the very same frames from a
socket that has them all is measured in the same round and subtracted, for ours and for the peers.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import harness
import zmq
from harness import Measurement
from jupyter_client.session import Session

OURS = "mvae"
PEERS = {"python3": "ipykernel", "xpython": "xeus-python", "deno": "Deno"}
# What a front end may not take for a time: smaller differences than this are noise of the subtraction.
SMALLEST = 1e-3


def measure(quick: bool) -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        install_kernels(Path(folder))
        tool = load_tool()
        names = [OURS, *PEERS]
        results = starts(tool, names, quick)
        kernels = {name: Contestant(tool, name) for name in names}
        try:
            results += [run(name, unit, kernels, call, quick) for name, unit, call in CONTESTS]
            results.append(interruptions(kernels, quick))
        finally:
            for kernel in kernels.values():
                kernel.close()
    return results


def install_kernels(folder: Path) -> None:
    """Ours as `mvae install` writes it, Deno's as `deno jupyter` does; those from PyPI have theirs in the environment."""
    programs = Path(sys.executable).parent
    specifications = {
        OURS: [str(harness.ROOT / ".build/release/mvae"), "kernel", "--connection-file", "{connection_file}"],
        "deno": [str(programs / "deno"), "jupyter", "--kernel", "--conn", "{connection_file}"],
    }
    for name, argv in specifications.items():
        place = folder / "kernels" / name
        place.mkdir(parents=True)
        language = "typescript" if name == "deno" else name
        mode = "message" if name == OURS else "signal"
        place.joinpath("kernel.json").write_text(
            json.dumps({"argv": argv, "display_name": name, "language": language, "interrupt_mode": mode})
        )
    os.environ["JUPYTER_PATH"] = str(folder)
    # Histories and logs are written, as in use, but not among those of the user.
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    os.environ["DENO_DIR"] = str(folder / "deno")


def load_tool() -> ModuleType:
    path = harness.peer_tool("kernel_bench.py")
    specification = importlib.util.spec_from_file_location("kernel_bench", path)
    if specification is None or specification.loader is None:
        sys.exit(f"error: {path} can't be read")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def starts(tool: ModuleType, names: list[str], quick: bool) -> list[Measurement]:
    """From the start of the process to the first `kernel_info_reply`; and what then is resident, of the whole tree."""
    memory: dict[str, list[float]] = {name: [] for name in names}

    def start(name: str) -> float:
        kernel = tool.Kernel(name)
        time.sleep(0.2)
        memory[name].append(kernel.mem()[0])
        kernel.shutdown()
        return kernel.start_s * 1e3

    for name in names:
        start(name)  # only warms the page cache
        memory[name].clear()
    values = harness.alternate({name: lambda name=name: start(name) for name in names}, seconds=12 if quick else math.inf)
    print_medians("start", "ms", values)
    print_medians("memory", "MiB", memory)
    return [compare("start", "ms", values), compare("memory", "MiB", memory)]


class Contestant:
    """One kernel that serves all rounds."""

    def __init__(self, tool: ModuleType, name: str):
        self.name = name
        self.kernel = tool.Kernel(name)
        self.profile = tool.PROFILES[tool.KernelSpecManager().get_kernel_spec(name).language]
        for _ in range(20):
            self.kernel.execute(self.profile["trivial"])

    def close(self) -> None:
        if self.kernel.km.is_alive():
            self.kernel.shutdown()
        else:
            self.kernel.abandon()

    def execute(self) -> float:
        return statistics.median(self.kernel.execute(self.profile["trivial"])[1] for _ in range(40)) * 1e3

    def idle(self) -> float:
        return statistics.median(self.kernel.execute(self.profile["trivial"])[2] for _ in range(40)) * 1e3

    def complete(self) -> float:
        return self._ask(self.kernel.kc.complete, "complete", "matches")

    def inspect(self) -> float:
        return self._ask(self.kernel.kc.inspect, "inspect", "data")

    def _ask(self, request: Callable[..., str], what: str, content: str) -> float:
        """An answer without content is none."""
        times = []
        for _ in range(20):
            started = time.perf_counter()
            identifier = request(*self.profile[what])
            answer = self.kernel.reply(identifier, 10)["content"]
            times.append(time.perf_counter() - started)
            self.kernel.wait_idle(identifier, 1)
            if not answer.get(content):
                return math.inf
        return statistics.median(times) * 1e3

    def queued(self) -> float:
        """200 cells at once, to their replies and the last idle, as "Run all" sends them."""
        client = self.kernel.kc
        started = time.perf_counter()
        waiting = {client.execute(self.profile["trivial"], allow_stdin=False) for _ in range(200)}
        return self._drain(started, waiting, lambda message: 0, 0)

    def lines(self) -> float:
        """10,000 printed lines."""
        return self._shown("stream", lambda message: message["content"]["text"].count("\n"))

    def displays(self) -> float:
        """2,000 `display_data`."""
        return self._shown("display", lambda message: 1)

    def _shown(self, what: str, units: Callable[[dict], int]) -> float:
        kind = "stream" if what == "stream" else "display_data"
        started = time.perf_counter()
        waiting = {self.kernel.kc.execute(self.profile[what], allow_stdin=False)}
        count = lambda message: units(message) if message["msg_type"] == kind else 0
        return self._drain(started, waiting, count, self.profile[what + "_n"])

    def _drain(self, started: float, waiting: set[str], units: Callable[[dict], int], expected: int) -> float:
        """Receives until every request has its reply and its idle and all units are there; less the client's own time."""
        kernel, session = self.kernel, self.kernel.kc.session
        replies, idles, seen, frames, messages = set(waiting), set(waiting), 0, [], 0
        poller = zmq.Poller()
        poller.register(kernel.shell, zmq.POLLIN)
        poller.register(kernel.iopub, zmq.POLLIN)
        while replies or idles or seen < expected:
            ready = poller.poll(3_000)
            if not ready:
                # xeus-python loses lines under load: what loses is no peer.
                print(f"  {self.name}: {seen} of {expected} came, {len(replies)} replies are missing")
                return math.inf
            for sock, _ in ready:
                parts = sock.recv_multipart(copy=True)
                frames.append(parts)
                message = deserialize(session, parts)
                parent = (message["parent_header"] or {}).get("msg_id")
                if sock is kernel.shell:
                    replies.discard(parent)
                elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    idles.discard(parent)
                else:
                    count = units(message)
                    seen, messages = seen + count, messages + (count > 0)
        taken = time.perf_counter() - started
        if self.name == OURS and expected == 10_000 and messages > 5:
            raise SystemExit(f"error: 10,000 lines came as {messages} messages")
        return max(SMALLEST, taken - receive_time(session, frames)) * 1e3

    def interrupt(self) -> float:
        """From the interrupt, as the kernelspec wants it, to the reply of the busy cell."""
        kernel = self.kernel
        identifier = kernel.kc.execute(self.profile["busy"], allow_stdin=False)
        time.sleep(0.4)
        started = time.perf_counter()
        kernel.km.interrupt_kernel()
        kernel.reply(identifier, 10)
        taken = time.perf_counter() - started
        kernel.wait_idle(identifier, 5)
        return taken * 1e3


def deserialize(session: Session, parts: list[bytes]) -> dict:
    _, rest = session.feed_identities(parts, copy=True)
    return session.deserialize(rest, copy=True)


def receive_time(session: Session, frames: list[list[bytes]]) -> float:
    """Seconds in which this client takes the same frames from a socket that has them all."""
    context = zmq.Context()
    source, sink = context.socket(zmq.PUSH), context.socket(zmq.PULL)
    source.sndhwm = sink.rcvhwm = 0
    sink.bind("inproc://again")
    source.connect("inproc://again")
    for parts in frames:
        source.send_multipart(parts)
    # The same signatures come a second time on purpose.
    session.digest_history = set()
    poller = zmq.Poller()
    poller.register(sink, zmq.POLLIN)
    started = time.perf_counter()
    for _ in frames:
        poller.poll()
        deserialize(session, sink.recv_multipart(copy=True))
    taken = time.perf_counter() - started
    session.digest_history = set()
    source.close(0)
    sink.close(0)
    context.term()
    return taken


CONTESTS: list[tuple[str, str, Callable[[Contestant], float]]] = [
    ("execute", "ms", Contestant.execute),
    ("idle", "ms", Contestant.idle),
    ("complete", "ms", Contestant.complete),
    ("inspect", "ms", Contestant.inspect),
    ("queued", "ms", Contestant.queued),
    ("lines", "ms", Contestant.lines),
    ("displays", "ms", Contestant.displays),
]


def run(name: str, unit: str, kernels: dict[str, Contestant], call: Callable[[Contestant], float], quick: bool) -> Measurement:
    contestants = {each: lambda kernel=kernel: call(kernel) for each, kernel in kernels.items()}
    values = harness.alternate(contestants, seconds=8 if quick else math.inf)
    print_medians(name, unit, values)
    return compare(name, unit, values)


def interruptions(kernels: dict[str, Contestant], quick: bool) -> Measurement:
    """xeus-python and Deno die of the interrupt that their own kernelspecs ask for."""
    able = {name: kernels[name] for name in (OURS, "python3")}
    setup = able[OURS].profile.get("setup")
    if setup:
        able[OURS].kernel.execute(setup)
    return run("interrupt", "ms", able, Contestant.interrupt, quick)


def compare(name: str, unit: str, values: dict[str, list[float]]) -> Measurement:
    ours = values[OURS]
    peers = {PEERS[peer]: times for peer, times in values.items() if peer != OURS and all(map(math.isfinite, times))}
    return harness.compare(f"kernel.{name}", unit, ours, peers)


def print_medians(name: str, unit: str, values: dict[str, list[float]]) -> None:
    print(f"\n{name}", flush=True)
    for contestant, times in values.items():
        print(f"  {contestant:<12} {statistics.median(times):9.4g} {unit} (median of {len(times)} rounds)", flush=True)


if __name__ == "__main__":
    harness.run(measure)
