"""An object store for tests, as fixtures.

Where `moto_server` is on the PATH (`pipx install 'moto[server]'`; its dependencies and ours don't go together), it is
the store; elsewhere a small one of our own is.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A server on this machine that speaks S3, with a bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = [sys.executable, "-m", "tests.shards.s3_server", str(port)]
    command = ["moto_server", "-H", "127.0.0.1", "-p", str(port)] if shutil.which("moto_server") else own
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # ours
        address = f"http://127.0.0.1:{port}"
        try:
            _make_bucket(address)
            yield address
        finally:
            process.kill()


def _make_bucket(address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{address}/shelves", method="PUT")):  # noqa: S310  # http
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@pytest.fixture
def address(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The address of a folder of its own for each test."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT", server),
        ("AWS_ALLOW_HTTP", "true"),
    ):
        monkeypatch.setenv(name, value)
    return f"s3://shelves/{request.node.path.parent.name}/{request.node.name}"
