"""`mvae install`: the program and its kernelspec where Jupyter finds them."""

import json
import os
import struct
import subprocess
import zlib

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from kernel_process import program


def install(*arguments, cwd=None, **environment):
    return subprocess.run(
        [program(), "install", *arguments],
        capture_output=True,
        text=True,
        timeout=50,
        cwd=cwd,
        env={**os.environ, **environment},
    )


def spec_of(folder):
    return json.loads((folder / "kernel.json").read_text())


def test_into_a_prefix(tmp_path):
    assert install("--prefix", "a b/é", cwd=tmp_path).returncode == 0
    prefix = tmp_path / "a b" / "é"
    folder = prefix / "share/jupyter/kernels/mvae"
    spec = spec_of(folder)
    assert spec["argv"] == [str(prefix / "bin/mvae"), "kernel", "--connection-file", "{connection_file}"]
    assert os.access(spec["argv"][0], os.X_OK)
    assert spec["display_name"] == "MVAE" and spec["language"] == "mvae"
    assert spec["interrupt_mode"] == "message"
    assert subprocess.run([spec["argv"][0], "--version"], timeout=20, capture_output=True).returncode == 0


def test_twice_is_once(tmp_path):
    assert install("--prefix", str(tmp_path)).returncode == 0
    again = subprocess.run([tmp_path / "bin/mvae", "install", "--prefix", str(tmp_path)], capture_output=True, timeout=50)
    assert again.returncode == 0, again.stderr
    assert sorted(os.listdir(tmp_path / "bin")) == ["mvae"]
    assert install("--prefix", str(tmp_path)).returncode == 0


def test_over_the_program_that_runs(tmp_path):
    """An upgrade does not disturb a kernel that runs, and leaves nothing behind."""
    install("--prefix", str(tmp_path))
    with subprocess.Popen([tmp_path / "bin/mvae", "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert install("--prefix", str(tmp_path)).returncode == 0
        out, _ = running.communicate('print "alive"\n', timeout=20)
    assert "alive" in out
    assert os.listdir(tmp_path / "bin") == ["mvae"]


def test_for_the_active_environment(tmp_path):
    assert install("--sys-prefix", VIRTUAL_ENV=str(tmp_path)).returncode == 0
    assert (tmp_path / "share/jupyter/kernels/mvae/kernel.json").exists()
    refused = install("--sys-prefix", cwd=tmp_path, VIRTUAL_ENV="", CONDA_PREFIX="")
    assert refused.returncode > 0 and "--prefix" in refused.stderr


def test_for_the_user(tmp_path):
    done = install("--user", HOME=str(tmp_path), JUPYTER_DATA_DIR=str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    assert spec_of(tmp_path / "data/kernels/mvae")["argv"][0] == str(tmp_path / ".local/bin/mvae")


def test_one_place_only(tmp_path):
    assert install("--user", "--prefix", str(tmp_path)).returncode > 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root owns /proc/1")
def test_where_nothing_can_be_written():
    done = install("--prefix", "/dev/null/x")
    assert done.returncode > 0 and done.stderr


def png_size(data):
    """Width and height of a PNG whose chunks are whole; its pixels are there."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    position, pixels, size = 8, b"", None
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        body = data[position + 8 : position + 8 + length]
        (check,) = struct.unpack(">I", data[position + 8 + length : position + 12 + length])
        assert zlib.crc32(kind + body) == check
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            pixels += body
        position += 12 + length
    assert zlib.decompress(pixels)
    return size


def test_logos(tmp_path):
    install("--prefix", str(tmp_path))
    folder = tmp_path / "share/jupyter/kernels/mvae"
    assert sorted(os.listdir(folder)) == ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]
    for size in [32, 64]:
        data = (folder / f"logo-{size}x{size}.png").read_bytes()
        assert png_size(data) == (size, size)
    assert (folder / "logo-svg.svg").read_text().lstrip().startswith("<svg")


def test_jupyter_finds_and_starts_it(tmp_path, monkeypatch):
    install("--prefix", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share/jupyter"))
    spec = KernelSpecManager().get_kernel_spec("mvae")
    assert spec.argv[0].startswith(str(tmp_path)) and spec.interrupt_mode == "message"
    manager, client = start_new_kernel(kernel_name="mvae", startup_timeout=20)
    try:
        assert client.execute_interactive("print 1", timeout=20)["content"]["status"] == "ok"
        manager.interrupt_kernel()
        manager.restart_kernel()
        client.wait_for_ready(timeout=20)
        assert client.execute_interactive("print 1", timeout=20)["content"]["execution_count"] == 1
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not manager.is_alive()
