"""Figures in JupyterLab itself: headless Chromium shows each form at its size, trusted and untrusted.

Skipped where JupyterLab, playwright or a browser is missing; `pip install jupyterlab playwright` and a `chromium` on the
path make it run, in about ten seconds.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest

pytest.importorskip("jupyterlab")
sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Seconds for what takes two or three on a quiet machine.
PATIENCE = 100

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")

# A cell, and what is shown trusted and untrusted: element, start of its source, CSS width and height.
FIGURES = [
    ("plot latent mfcc width: 500 height: 400", ("IMG", "image/svg+xml", 500, 400), ("IMG", "image/png", 500, 400)),
    ("plot latent mfcc theme: dark format: html", ("IMG", "image/svg+xml", 680, 460), ("IMG", "image/svg+xml", 680, 460)),
    ("show spectrogram corpus[3]", ("IMG", "image/png", 760, 330), ("IMG", "image/png", 760, 330)),
    ("plot latent mfcc interactive: on", ("CANVAS", None, None, 460), ("CANVAS", None, None, 460)),
]

SHOWN = """[...document.querySelectorAll('.jp-OutputArea-output')].flatMap(output => {
  const shown = output.querySelector('img, canvas')
  if (!shown) return []
  const box = shown.getBoundingClientRect()
  return [[shown.tagName, (shown.src || '').slice(5, 40), shown.alt || '', Math.round(box.width), Math.round(box.height)]]
})"""


@pytest.fixture(scope="module")
def notebook(kernel):
    """A notebook as a front end saves it, with the outputs of every figure."""
    client = kernel.client()
    reply, _ = client.run("corpus = load demo tracks: 24 duration: 1\nmfcc = extract mfcc corpus coefficients: 4")
    assert reply["status"] == "ok", reply
    cells = []
    for code, _, _ in FIGURES:
        reply, messages = client.run(code)
        assert reply["status"] == "ok", reply
        shown = next(message["content"] for message in messages if message["header"]["msg_type"] == "display_data")
        output = nbformat.v4.new_output("display_data", data=shown["data"], metadata=shown["metadata"])
        cells.append(nbformat.v4.new_code_cell(code, outputs=[output], execution_count=1))
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


@pytest.mark.timeout(400)
@pytest.mark.parametrize("trusted", [True, False])
def test_figures_have_their_size(notebook, tmp_path, trusted):
    shown = shown_in_lab(notebook, tmp_path, trusted)
    assert len(shown) == len(FIGURES), shown
    for (code, *expected), (tag, source, alt, width, height) in zip(FIGURES, shown):
        wanted = expected[0 if trusted else 1]
        assert (tag, height) == (wanted[0], wanted[3]), code
        assert wanted[1] is None or source.startswith(wanted[1]), code
        assert wanted[2] is None or width == wanted[2], code
        assert "html" not in code or alt.startswith("Scatter plot"), code


def shown_in_lab(notebook, folder, trusted):
    """What the page holds once every figure is drawn."""
    work = folder / "work"
    work.mkdir()
    nbformat.write(notebook, work / "figures.ipynb")
    environment = dict(os.environ, JUPYTER_CONFIG_DIR=str(folder / "config"), JUPYTER_RUNTIME_DIR=str(folder / "runtime"))
    notary = [f"--NotebookNotary.db_file={folder / 'signatures.db'}", f"--NotebookNotary.secret_file={folder / 'secret'}"]
    if trusted:
        subprocess.run([sys.executable, "-m", "nbformat.sign", *notary, str(work / "figures.ipynb")], env=environment, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
         f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={work}", *notary],
        env=environment, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api?token={token}")
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
            # Tall enough for all cells: those out of sight are not drawn.
            page = browser.new_page(viewport={"width": 1200, "height": 3000})
            page.set_default_timeout(1000 * PATIENCE)
            page.goto(f"{address}/doc/tree/figures.ipynb?token={token}")
            page.wait_for_function(f"{SHOWN}.filter(shown => shown[4] > 50).length == {len(FIGURES)}")
            shown = page.evaluate(SHOWN)
            browser.close()
        return shown
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(address):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return urllib.request.urlopen(address, timeout=10).read()
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < end, "JupyterLab did not start"
            time.sleep(0.1)
