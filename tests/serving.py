"""A real HTTP server on 127.0.0.1 that sends exactly the bytes it is told to, be they right or wrong."""

import gzip
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeAlias

Reply: TypeAlias = bytes | Callable[[socket.socket], None]


@dataclass
class Site:
    """What the server answers, by path, and what it was asked: path and headers of each request, in order."""

    address: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def put(self, path: str, reply: Reply) -> str:
        """Answer at a path; returns its address."""
        self.replies[path] = reply
        return self.address + path


def answer(body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole answer with the right length, unless the headers say otherwise."""
    lines = {"Content-Length": str(len(body)), **(headers or {})}
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
    return head.encode("latin-1") + b"\r\n" + body


def redirect(location: str, headers: Mapping[str, str] | None = None) -> bytes:
    """An answer that sends the client elsewhere."""
    return answer(status=302, headers={"Location": location, **(headers or {})})


def gzip_bomb(size: int) -> bytes:
    """Zeros, packed a thousandfold."""
    return gzip.compress(bytes(size))


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site until the block ends."""
    site = Site()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().decode("latin-1").split(" ")[1]
            lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
            headers = dict(line.split(": ", 1) for line in lines)
            site.asked.append((path, {name.lower(): value for name, value in headers.items()}))
            reply = site.replies.get(path, answer(b"nothing here", status=404))
            # A client that has seen enough hangs up, and may.
            with suppress(OSError):
                if isinstance(reply, bytes):
                    self.connection.sendall(reply)
                else:
                    reply(self.connection)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        site.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        server.shutdown()
        thread.join()
