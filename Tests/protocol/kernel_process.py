"""One kernel process and the clients of its sockets, with every frame in the test's hands."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

# A guard against waiting for running work, which takes minutes; a shared machine may stall for seconds.
# How quick the answers are is measured by `Benchmarks/kernel.py`.
SOON = 10.0

KEY = "a0436f6c-1916-498b-8eb9-e81ab9368e84"


def program() -> str:
    """The installed `mvae`, as the kernelspec names it."""
    return KernelSpecManager().get_kernel_spec("mvae").argv[0]


def free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for sock in held:
            sock.bind(("127.0.0.1", 0))
        return [sock.getsockname()[1] for sock in held]
    finally:
        for sock in held:
            sock.close()


class KernelProcess:
    """Starts `mvae kernel` as the kernelspec says; a context that always ends it."""

    def __init__(self, transport: str = "tcp", key: str = KEY, cwd: str | None = None, curve=None):
        self.folder = tempfile.TemporaryDirectory()
        ports = free_ports(5) if transport == "tcp" else [1, 2, 3, 4, 5]
        names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"]
        self.connection = {
            "transport": transport,
            "ip": "127.0.0.1" if transport == "tcp" else f"{self.folder.name}/socket",
            "key": key,
            "signature_scheme": "hmac-sha256",
            **dict(zip(names, ports)),
        }
        if curve is not None:
            self.connection |= {"curve_publickey": curve[0], "curve_secretkey": curve[1]}
        path = Path(self.folder.name) / "connection.json"
        path.write_text(json.dumps(self.connection))
        argv = [part.format(connection_file=path) for part in KernelSpecManager().get_kernel_spec("mvae").argv]
        self.log = open(Path(self.folder.name) / "log", "w+")
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stderr=self.log, cwd=cwd or self.folder.name)
        self.clients: list[Client] = []

    def client(self) -> Client:
        client = Client(self.connection)
        self.clients.append(client)
        return client

    def logged(self) -> str:
        self.log.flush()
        return Path(self.log.name).read_text()

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def wait(self, seconds: float) -> int:
        return self.process.wait(timeout=seconds)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def __enter__(self) -> KernelProcess:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.close()
        if self.is_alive:
            self.process.kill()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


class Client:
    """A front end: five sockets, signed messages, answers sorted by the request they belong to."""

    def __init__(self, connection: dict):
        self.connection = connection
        self.context = zmq.Context()
        self.session = Session(key=connection["key"].encode(), signature_scheme="hmac-sha256")
        self.sockets = {
            "shell": self._connect(zmq.DEALER, "shell_port"),
            "control": self._connect(zmq.DEALER, "control_port"),
            "iopub": self._connect(zmq.SUB, "iopub_port"),
            "heartbeat": self._connect(zmq.REQ, "hb_port"),
            "stdin": self._connect(zmq.DEALER, "stdin_port"),
        }
        self.broadcasts: list[dict] = []
        self.replies: list[dict] = []
        self.sockets["iopub"].setsockopt(zmq.SUBSCRIBE, b"")
        self.welcome = self.broadcast(lambda message: message["msg_type"] == "iopub_welcome", 20)

    def _connect(self, kind: int, port: str) -> zmq.Socket:
        return self.connect(self.context, kind, self.connection, port, self.session.bsession)

    @staticmethod
    def connect(context: zmq.Context, kind: int, connection: dict, port: str, identity: bytes | None = None) -> zmq.Socket:
        """One socket, as a front end opens it: with the session's identity, encrypted when there are keys."""
        sock = context.socket(kind)
        sock.linger = 0
        if identity is not None:
            sock.identity = identity
        if "curve_publickey" in connection:
            sock.curve_publickey, sock.curve_secretkey = zmq.curve_keypair()
            sock.curve_serverkey = connection["curve_publickey"].encode()
        separator = ":" if connection["transport"] == "tcp" else "-"
        sock.connect(f"{connection['transport']}://{connection['ip']}{separator}{connection[port]}")
        return sock

    def close(self) -> None:
        for sock in self.sockets.values():
            sock.close()
        self.context.term()

    # Requests

    def send(self, kind: str, content: dict, channel: str = "shell", subshell: str | None = None) -> str:
        message = self.session.msg(kind, content)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self.session.send(self.sockets[channel], message)
        return message["header"]["msg_id"]

    def send_frames(self, frames: list[bytes], channel: str = "shell") -> None:
        self.sockets[channel].send_multipart(frames)

    def frames(self, kind: str, content: dict) -> list[bytes]:
        return self.session.serialize(self.session.msg(kind, content))

    def execute(self, code: str, subshell: str | None = None, **fields: object) -> str:
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        return self.send("execute_request", {**content, **fields}, subshell=subshell)

    def question(self, timeout: float = 10) -> dict:
        """The next question that a cell of ours asks."""
        return self._take("stdin", timeout)

    def answer(self, value: object) -> None:
        self.send("input_reply", {"status": "ok", "value": value}, "stdin")

    # Answers

    def _take(self, channel: str, timeout: float) -> dict:
        if not self.sockets[channel].poll(max(0, int(timeout * 1000))):
            raise queue.Empty(f"nothing on {channel}")
        frames = self.sockets[channel].recv_multipart()
        identities, parts = self.session.feed_identities(frames)
        message = self.session.deserialize(parts)
        message["identities"] = identities
        message["parent_id"] = message["parent_header"].get("msg_id")
        message["received"] = time.monotonic()
        return message

    def reply(self, to: str, timeout: float = 20, channel: str = "shell") -> dict:
        """The reply to one request; others are kept for those who ask for them."""
        end = time.monotonic() + timeout
        while True:
            for message in self.replies:
                if message["parent_id"] == to:
                    self.replies.remove(message)
                    return message
            self.replies.append(self._take(channel, end - time.monotonic()))

    def broadcast(self, fits, timeout: float = 20) -> dict:
        """The next broadcast that fits; all are kept in `broadcasts`."""
        end = time.monotonic() + timeout
        while True:
            message = self._take("iopub", end - time.monotonic())
            self.broadcasts.append(message)
            if fits(message):
                return message

    def outputs(self, to: str, timeout: float = 20) -> list[dict]:
        """What was broadcast for one request, busy and idle included, up to its idle."""

        def is_idle(message: dict) -> bool:
            return message["parent_id"] == to and message["content"].get("execution_state") == "idle"

        if not any(is_idle(message) for message in self.broadcasts):
            self.broadcast(is_idle, timeout)
        return [message for message in self.broadcasts if message["parent_id"] == to]

    def run(self, code: str, timeout: float = 20, **fields: object) -> tuple[dict, list[dict]]:
        """Executes a cell to its end: the reply's content and the broadcasts."""
        request = self.execute(code, **fields)
        reply = self.reply(request, timeout)
        return reply["content"], self.outputs(request, timeout)

    def ask(self, kind: str, content: dict, timeout: float = 20, channel: str = "shell") -> dict:
        """The content of the reply to a request that runs nothing."""
        return self.reply(self.send(kind, content, channel), timeout, channel)["content"]

    def started(self, request: str, timeout: float = 20) -> None:
        """Waits until a cell runs."""
        self.broadcast(lambda m: m["parent_id"] == request and m["msg_type"] == "execute_input", timeout)


def types(messages: list[dict]) -> list[str]:
    """Message types in order; a status by its state."""
    return [
        message["content"]["execution_state"] if message["msg_type"] == "status" else message["msg_type"]
        for message in messages
    ]


def text(message: dict) -> str:
    """The plain text of a result or display, or the text of a stream."""
    content = message["content"]
    return content["text"] if "text" in content else content["data"]["text/plain"]
