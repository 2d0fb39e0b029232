"""Fixtures of the protocol tests; each test ends within three minutes or fails."""

import os
import tempfile

import pytest
from kernel_process import KernelProcess

# Kernels that are started here must not write into their user's cache of features, history and log.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="mvae-cache-")
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="mvae-state-")


@pytest.fixture(scope="module", autouse=True)
def state():
    """The kernels of one file have a history of their own: no test finds another's cells in it."""
    with tempfile.TemporaryDirectory(prefix="mvae-state-", ignore_cleanup_errors=True) as folder:
        before = os.environ["XDG_STATE_HOME"]
        os.environ["XDG_STATE_HOME"] = folder
        yield folder
        os.environ["XDG_STATE_HOME"] = before


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="module")
def kernel():
    """One kernel for the tests of a file."""
    with KernelProcess() as process:
        yield process
        assert process.is_alive, process.logged()


@pytest.fixture
def client(kernel):
    """A fresh front end of the file's kernel."""
    return kernel.client()


@pytest.fixture
def fresh():
    """A kernel of the test's own, which may end it."""
    with KernelProcess() as process:
        yield process


BUSY = "busy_model = train basic busy_features epochs: 100000 patience: off"


@pytest.fixture(scope="module")
def trained(kernel):
    """Features in the workspace that a long training can run on."""
    client = kernel.client()
    reply, _ = client.run("busy_corpus = load demo tracks: 40 duration: 1\nbusy_features = extract mfcc busy_corpus")
    assert reply["status"] == "ok", reply
    return BUSY
