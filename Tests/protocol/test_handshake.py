"""The handshake of protocol 5.6: the kernel chooses its ports and tells them to who started it."""

import hashlib
import hmac
import json
import subprocess
import time

import pytest
import zmq
from kernel_process import KEY, Client, program

DELIMITER = b"<IDS|MSG>"


def sign(content: bytes, key: str = KEY) -> bytes:
    return hmac.new(key.encode(), content, hashlib.sha256).hexdigest().encode()


class Registrar:
    """The socket of a launcher, and a kernel that was given its address."""

    def __init__(self, folder):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        self.socket.linger = 0
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.path = folder / "registration.json"
        self.path.write_text(
            json.dumps(
                {
                    "kernel_id": "kernel-7",
                    "transport": "tcp",
                    "registration_ip": "127.0.0.1",
                    "registration_port": port,
                    "signature_scheme": "hmac-sha256",
                    "key": KEY,
                }
            )
        )
        argv = [program(), "kernel", "--connection-file", str(self.path)]
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def ports(self) -> tuple[bytes, dict]:
        assert self.socket.poll(10_000)
        identity, delimiter, signature, content = self.socket.recv_multipart()
        assert delimiter == DELIMITER
        assert hmac.compare_digest(signature, sign(content))
        return identity, json.loads(content)

    def acknowledge(self, identity: bytes, signature: bytes | None = None) -> None:
        self.socket.send_multipart([identity, DELIMITER, sign(b"ACK") if signature is None else signature, b"ACK"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        self.socket.close()
        self.context.term()


def test_the_kernel_tells_its_ports_and_serves_them(tmp_path):
    with Registrar(tmp_path) as registrar:
        identity, told = registrar.ports()
        assert told.pop("kernel_id") == "kernel-7"
        assert sorted(told) == ["control_port", "hb_port", "iopub_port", "shell_port", "stdin_port"]
        assert all(isinstance(port, str) for port in told.values()) and len(set(told.values())) == 5
        registrar.acknowledge(identity)
        client = Client({"transport": "tcp", "ip": "127.0.0.1", "key": KEY, **{name: int(port) for name, port in told.items()}})
        try:
            assert client.run("1")[0]["status"] == "ok"
            assert client.ask("connect_request", {}) == {"status": "ok", **{name: int(port) for name, port in told.items()}}
            assert client.ask("shutdown_request", {"restart": False}, 5, "control")["status"] == "ok"
        finally:
            client.close()
        assert registrar.process.wait(5) == 0


def test_a_receipt_that_is_not_signed_is_none(tmp_path):
    with Registrar(tmp_path) as registrar:
        identity, _ = registrar.ports()
        registrar.acknowledge(identity, b"0" * 64)
        time.sleep(0.5)
        assert registrar.process.poll() is None, "it waits for the true one"
        registrar.acknowledge(identity)
        time.sleep(0.3)
        assert registrar.process.poll() is None


def test_without_a_receipt_it_gives_up(tmp_path):
    with Registrar(tmp_path) as registrar:
        registrar.ports()
        _, words = registrar.process.communicate(timeout=20)
        assert registrar.process.returncode > 0 and "receipt" in words


@pytest.mark.parametrize("field", ["kernel_id", "registration_ip"])
def test_a_file_without_a_field_is_an_error_in_words(tmp_path, field):
    content = {"kernel_id": "k", "transport": "tcp", "registration_ip": "127.0.0.1", "registration_port": 1, "key": KEY}
    del content[field]
    path = tmp_path / "registration.json"
    path.write_text(json.dumps(content))
    run = subprocess.run([program(), "kernel", "--connection-file", str(path)], capture_output=True, text=True, timeout=20)
    assert run.returncode > 0 and f"`{field}`" in run.stderr
