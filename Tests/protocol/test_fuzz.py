"""Mutated messages over loopback: whatever comes, the kernel lives, answers, and stays as large as it was.

`MVAE_MESSAGES` says how many (20,000); `scripts/soak` sends a million."""

import copy
import json
import os
import random
import time

import pytest
import zmq
from jupyter_client.session import Session
from kernel_process import Client

COUNT = int(os.environ.get("MVAE_MESSAGES", "20000"))
TURN = 1000

EXECUTE = {"code": "x = 1", "silent": False, "store_history": True, "user_expressions": {"a": "x"}, "allow_stdin": False, "stop_on_error": False}
REQUESTS = [
    ("execute_request", EXECUTE),
    ("execute_request", {**EXECUTE, "code": 'print "é🎵"\ndisplay [1, 2]\n_'}),
    ("execute_request", {**EXECUTE, "code": "print (", "silent": True}),
    ("complete_request", {"code": "load demo tracks: 4 se", "cursor_pos": 22}),
    ("inspect_request", {"code": "train basic x", "cursor_pos": 3, "detail_level": 1}),
    ("is_complete_request", {"code": "x = [1,"}),
    ("history_request", {"hist_access_type": "search", "pattern": "x*", "n": 3, "output": True, "unique": True}),
    ("history_request", {"hist_access_type": "range", "session": 0, "start": 1, "stop": 5}),
    ("kernel_info_request", {}),
    ("comm_open", {"comm_id": "c", "target_name": "mvae.workspace", "data": {}}),
    ("comm_msg", {"comm_id": "c", "data": {"a": [1, {"b": None}]}}),
    ("comm_close", {"comm_id": "c", "data": {}}),
    ("comm_info_request", {"target_name": "mvae.workspace"}),
    ("connect_request", {}),
    ("usage_request", {}),
    ("debug_request", {"seq": 1, "command": "debugInfo"}),
    ("interrupt_request", {}),
    ("list_subshell_request", {}),
    ("delete_subshell_request", {"subshell_id": "nowhere"}),
    ("input_reply", {"status": "ok", "value": "v"}),
]
VALUES = [None, True, -1, 0, 1 << 63, 10**400, -1.5e300, 1e-320, "", "x" * 5000, "\ud83c", "\u0000", [], {}, [[[]]], {"": {"": {}}}, "é🎵\u202e", ["code"]]


class Mutations:
    """Damaged messages, the same for the same seed."""

    def __init__(self, session: Session, seed: int):
        self.session = session
        self.random = random.Random(seed)
        self.number = 0
        self.kept: list[list[bytes]] = []

    def next(self) -> list[bytes]:
        """Frames: sometimes whole, mostly damaged before they are signed, after it, or among each other."""
        kind, content = self.random.choice(REQUESTS)
        self.number += 1
        header = {"msg_id": f"m{self.number}", "msg_type": kind, "session": "s", "username": "u", "version": "5.4", "date": "2026-11-22T10:00:00Z"}
        way = self.random.randrange(10)
        if way == 0:
            return self.forged(header)
        if way == 1 and self.kept:
            return self.random.choice(self.kept)
        values = [header, {}, {}, dict(content)]
        if way < 6:
            self.damage_values(values)
        parts = [self.encode(value) for value in values]
        if way in (6, 7):
            self.damage_bytes(parts)
        frames = [b"<IDS|MSG>", self.session.sign(parts), *parts]
        if way == 8:
            self.damage_frames(frames)
        if len(self.kept) < 500 and kind != "execute_request":
            self.kept.append(frames)
        return frames

    def forged(self, header: dict) -> list[bytes]:
        parts = [self.encode({**header, "msg_type": "execute_request"}), b"{}", b"{}", self.encode({**EXECUTE, "code": "forged = 1"})]
        wrong = [b"", b"0" * 64, self.session.sign(parts)[:-1] + b"g", self.session.sign(parts).upper() + b" ", os.urandom(64)]
        return [b"<IDS|MSG>", self.random.choice(wrong), *parts]

    def damage_values(self, values: list) -> None:
        for _ in range(self.random.randrange(1, 4)):
            place = self.random.choice([0, 3, 3, 3, 1, 2])
            if not isinstance(values[place], dict) or self.random.random() < 0.05:
                values[place] = self.value()
            elif values[place] and self.random.random() < 0.3:
                values[place].pop(self.random.choice(list(values[place])))
            else:
                names = list(values[place]) + ["extra", "subshell_id"]
                values[place][self.random.choice(names)] = self.value()

    def value(self) -> object:
        return copy.deepcopy(self.random.choice(VALUES))

    def encode(self, value: object) -> bytes:
        if self.random.random() < 0.01:
            deep = self.random.choice([b"[", b'{"a":'])
            return deep * self.random.choice([10, 600, 20_000])
        return json.dumps(value).encode()

    def damage_bytes(self, parts: list[bytes]) -> None:
        place = self.random.randrange(4)
        data = bytearray(parts[place])
        for _ in range(self.random.randrange(1, 6)):
            position = self.random.randrange(len(data) + 1)
            change = self.random.randrange(3)
            if change == 0:
                data[position:position] = self.random.choice([b"\xff", b"\xc3", b"\x00", b'"', b"\\u", b"[", b"}", b"1e999", b"-", b"\xed\xa0\x80"])
            elif change == 1:
                del data[position : position + self.random.randrange(1, 9)]
            elif position < len(data):
                data[position] = self.random.randrange(256)
        parts[place] = bytes(data)

    def damage_frames(self, frames: list[bytes]) -> None:
        change = self.random.randrange(4)
        place = self.random.randrange(len(frames))
        if change == 0:
            del frames[place:]
        elif change == 1:
            del frames[place]
        elif change == 2:
            frames.insert(place, self.random.choice([b"", b"<IDS|MSG>", b"\xff" * 300, b"{}"]))
        elif self.kept:
            frames[place:] = self.random.choice(self.kept)[place:]
        if not frames:
            frames.append(b"")


def resident(kernel) -> float:
    """Megabytes."""
    status = open(f"/proc/{kernel.process.pid}/status").read()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def expect_answer(session: Session, sock: zmq.Socket) -> None:
    """Reads all that was answered until the reply to a request that is sent now."""
    message = session.msg("kernel_info_request", {})
    session.send(sock, message)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not sock.poll(1000):
            continue
        if message["header"]["msg_id"].encode() in b"".join(sock.recv_multipart()):
            return
    raise AssertionError("no answer")


@pytest.mark.timeout(120 + COUNT // 500)
def test_mutated_messages(fresh, capsys):
    client = fresh.client()
    client.run("forged_before = 1")
    session = Session(key=fresh.connection["key"].encode(), signature_scheme="hmac-sha256")
    context = zmq.Context()
    names = ["shell", "control", "stdin"]
    sockets = {name: Client.connect(context, zmq.DEALER, fresh.connection, f"{name}_port", b"fuzz") for name in names}
    client.sockets["iopub"].setsockopt(zmq.UNSUBSCRIBE, b"")
    mutations = Mutations(session, 20261123)
    sizes = []
    started = time.monotonic()
    for turn in range(max(1, COUNT // TURN)):
        for _ in range(TURN):
            frames = mutations.next()
            name = mutations.random.choices(names, [8, 3, 1])[0]
            sockets[name].send_multipart(frames)
        for name in ["shell", "control"]:
            expect_answer(session, sockets[name])
        assert fresh.is_alive, fresh.logged()[-2000:]
        sizes.append(resident(fresh))
    rate = COUNT / (time.monotonic() - started)
    for sock in sockets.values():
        sock.close()
    context.term()
    client.sockets["iopub"].setsockopt(zmq.SUBSCRIBE, b"")
    client.broadcasts.clear()
    deadline = time.monotonic() + 20
    while client.ask("execute_request", {"code": "forged_before", "stop_on_error": False})["status"] != "ok":
        assert time.monotonic() < deadline
    assert client.ask("execute_request", {"code": "forged"})["ename"] == "UnknownName", "a forged message ran"
    with capsys.disabled():
        print(f"\n{COUNT} mutated messages, {rate:.0f} a second, resident {sizes[0]:.0f} to {sizes[-1]:.0f} MB")
    # The signatures of the last 65,536 requests and the cells of the history are remembered.
    assert sizes[-1] - sizes[len(sizes) // 10] < 40
