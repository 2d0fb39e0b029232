"""CurveZMQ: with keys in the connection file, every socket is encrypted and strangers are turned away."""

import subprocess

import pytest
import zmq
from kernel_process import Client, KernelProcess, program, text


@pytest.mark.parametrize("transport", ["tcp", "ipc"])
def test_everything_works_encrypted(transport):
    public, secret = (key.decode() for key in zmq.curve_keypair())
    with KernelProcess(transport, curve=(public, secret)) as kernel:
        client = kernel.client()
        reply, outputs = client.run('print "sealed"')
        assert reply["status"] == "ok" and text(outputs[2]) == "sealed\n"
        client.sockets["heartbeat"].send(b"beat")
        assert client.sockets["heartbeat"].poll(2000)
        assert client.ask("kernel_info_request", {}, channel="control")["status"] == "ok"
        other = {**kernel.connection, "curve_publickey": zmq.curve_keypair()[0].decode()}
        plain = {name: value for name, value in kernel.connection.items() if not name.startswith("curve")}
        for stranger in [plain, other]:
            context = zmq.Context()
            sock = Client.connect(context, zmq.DEALER, stranger, "shell_port")
            sock.send_multipart(client.frames("kernel_info_request", {}))
            assert not sock.poll(300), "a front end without the key gets no answer"
            sock.close()
            context.term()
        assert client.run("1")[0]["status"] == "ok"


@pytest.mark.parametrize("keys", [("short", "short"), ("", None), ("x" * 40, None), ("é" * 20, "é" * 20)])
def test_keys_that_are_none_end_it_in_words(keys):
    with KernelProcess(curve=keys) as kernel:
        assert kernel.wait(10) > 0
        assert "curve_" in kernel.logged()


def test_the_kernelspec_offers_it(tmp_path):
    import json

    subprocess.run([program(), "install", "--prefix", str(tmp_path)], check=True, capture_output=True, timeout=50)
    spec = json.loads((tmp_path / "share/jupyter/kernels/mvae/kernel.json").read_text())
    assert spec["metadata"]["supported_encryption"] == ["curve"]
    assert spec["kernel_protocol_version"] == "5.6"
