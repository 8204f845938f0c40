"""One web address into one file: bounded in bytes, seconds and redirects, and recorded hop by hop.

It stands below the rooms, because two of them fetch. Servers are strangers: what is shorter or longer than announced,
never ends, trickles, redirects for ever or away from the web is refused with a sentence.
"""

import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from ssl import SSLContext
from types import MappingProxyType
from typing import Any, BinaryIO, Final

import httpcore
import httpx

from onrecord.errors import TooLarge, Unreachable
from onrecord.limits import Limits
from onrecord.records import Hop

PATIENCE_S: Final = 30.0
"""How long an address may stay silent; browsers wait longer, but they have somebody in front of them."""
_AFTERWARDS_S: Final = 0.2
"""How long to listen for bytes beyond the announced length, where the server leaves the connection open."""
_PIECE: Final = 1 << 20
_MAX_HEAD: Final = 1 << 17
"""h11 refuses a longer head (100 KiB), so the end of every head that passes lies within these bytes."""
_HEAD_END: Final = re.compile(rb"\n\r?\n")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last answer on the way to an address: what was kept of it (`size` bytes) and how it was reached."""

    address: str
    status: int
    headers: Mapping[str, str]
    hops: tuple[Hop, ...]
    size: int


def is_web(address: str) -> bool:
    """Whether an address is one of http or https."""
    return address.lower().startswith(("http://", "https://"))


def download(
    address: str,
    into: BinaryIO,
    limits: Limits,
    headers: Mapping[str, str] = MappingProxyType({}),
    report: Callable[[float], None] = lambda _: None,
) -> Answer:
    """Write what stands at an address into an open file, following redirects by hand.

    With conditional `headers` the answer may be a 304 without content. `report` is told the share that is done, 0 to
    1, where the length is announced. Raises Unreachable (no content, or not the content that was announced) or
    TooLarge (more bytes or time than the limits allow).
    """
    deadline = time.monotonic() + limits.seconds
    hops: list[Hop] = []
    asked = _web_address(address)
    with _client(deadline) as client:
        while True:
            with _sentences(str(asked), deadline, limits), client.stream("GET", asked, headers=dict(headers)) as answer:
                following = _redirection(answer)
                hops.append(Hop(address=str(asked), status=answer.status_code, location=following))
                if following is None:
                    _demand_content(answer, conditional=bool(headers))
                    size = _save(answer, into, limits, report)
                    return Answer(
                        address=str(asked),
                        status=answer.status_code,
                        headers=answer.headers,
                        hops=tuple(hops),
                        size=size,
                    )
            if len(hops) > limits.redirects:
                raise Unreachable(address, f"redirects more than {limits.redirects} times", "give the final address")
            asked = _web_address(following)


def _web_address(address: str) -> httpx.URL:
    """The address as it will be asked for. Raises Unreachable where it is none of the web."""
    try:
        url = httpx.URL(address)
        if is_web(address) and url.host and not url.userinfo:
            return url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreachable(address, f"is not a web address ({error})", "check how it is written") from error
    what = "carries a name or password" if url.userinfo else "is not a web address"
    raise Unreachable(address, what, "give a plain http or https address")


def _redirection(answer: httpx.Response) -> str | None:
    """Where an answer sends us, as a whole address; None where it is not a redirect."""
    if answer.status_code not in _REDIRECTS:
        return None
    location = answer.headers.get("location")
    if location is None:
        raise Unreachable(str(answer.url), "redirects to nowhere", "try again later")
    try:
        return str(answer.url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreachable(str(answer.url), f"redirects to what is no address ({error})", "try again later") from error


def _demand_content(answer: httpx.Response, *, conditional: bool) -> None:
    if answer.status_code == httpx.codes.OK or (conditional and answer.status_code == httpx.codes.NOT_MODIFIED):
        return
    status = f"{answer.status_code} {answer.reason_phrase}".strip()
    raise Unreachable(str(answer.url), f"answered {status}", "check the address or try again later")


def _save(answer: httpx.Response, into: BinaryIO, limits: Limits, report: Callable[[float], None]) -> int:
    """Write the content; returns its bytes. Raises as `download` does."""
    announced = _announced(answer.headers)
    if announced is not None and announced > limits.bytes:
        raise _too_many_bytes(answer, limits)
    size = percent = 0
    for piece in _decoded(answer, _received(answer, limits, announced)):
        size += into.write(piece)
        if size > limits.bytes:
            raise _too_many_bytes(answer, limits)
        # Percent by percent, because a report is a small file, and pieces come by the thousand.
        if announced and (now := 100 * answer.num_bytes_downloaded // announced) > percent:
            percent = now
            report(percent / 100)
    return size


def _received(answer: httpx.Response, limits: Limits, announced: int | None) -> Iterator[bytes]:
    """The bytes as they come, before decompression."""
    try:
        for piece in answer.iter_raw():
            yield piece
            if answer.num_bytes_downloaded > limits.bytes:
                raise _too_many_bytes(answer, limits)
    except (httpcore.RemoteProtocolError, httpcore.NetworkError) as error:
        of = "" if announced is None else f" of {announced}"
        what = f"ended after {answer.num_bytes_downloaded}{of} bytes"
        raise Unreachable(str(answer.url), what, "try again later") from error


def _decoded(answer: httpx.Response, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content in bounded pieces, unzipped where it was sent so."""
    match answer.headers.get("content-encoding", "").strip().lower():
        case "" | "identity":
            yield from pieces
        case "gzip" | "x-gzip":
            yield from _unzipped(str(answer.url), pieces)
        case other:
            what = f"was sent packed as {other!r}, which was not asked for"
            raise Unreachable(str(answer.url), what, "save it with a browser and add the file")


def _unzipped(address: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for received in pieces:
            piece = received
            while piece:
                yield inflate.decompress(piece, _PIECE)
                piece = inflate.unconsumed_tail
                if inflate.unused_data.startswith(b"\x1f\x8b"):
                    piece, inflate = inflate.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield inflate.flush()
    except zlib.error as error:
        raise Unreachable(address, f"was packed wrongly ({error})", "try again later") from error
    if not inflate.eof:
        raise Unreachable(address, "ended in the middle of its gzip stream", "try again later")


def _announced(headers: Mapping[str, str]) -> int | None:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _too_many_bytes(answer: httpx.Response, limits: Limits) -> TooLarge:
    return TooLarge(str(answer.url), f"is larger than {limits.bytes} bytes", "raise capture.bytes in onrecord.toml")


@contextmanager
def _sentences(address: str, deadline: float, limits: Limits) -> Iterator[None]:
    """Turn what the network raises into a sentence about the address."""
    try:
        yield
    except httpcore.TimeoutException as error:
        if time.monotonic() >= deadline:
            what = f"took longer than {limits.seconds:g} seconds"
            raise TooLarge(address, what, "raise capture.seconds in onrecord.toml") from error
        raise Unreachable(address, f"was silent for {PATIENCE_S:g} seconds", "try again later") from error
    except httpcore.NetworkError as error:
        raise Unreachable(address, f"can't be reached ({error})", "check the address or try again later") from error
    except (httpcore.ProtocolError, httpx.RequestError, httpx.InvalidURL, UnicodeError) as error:
        raise Unreachable(address, f"does not speak HTTP as it should ({error})", "try again later") from error


def _client(deadline: float) -> httpx.Client:
    agent = f"onrecord/{version('onrecord')}"
    # Only gzip is asked for, because zlib unpacks it in bounded pieces; httpx's own decoders don't.
    headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    return httpx.Client(
        headers=headers, transport=_Transport(deadline), timeout=PATIENCE_S, follow_redirects=False, trust_env=False
    )


@cache
def _trusted() -> SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.BaseTransport):
    """httpx over httpcore with a network of our own underneath, which httpx's own transport can't be given."""

    def __init__(self, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_trusted(), network_backend=_Network(deadline))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Content(answer, request.url),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Content(httpx.SyncByteStream):
    """The content of an answer, which fails where more came than was announced."""

    def __init__(self, answer: httpcore.Response, url: httpx.URL) -> None:
        self._answer = answer
        self._announced = _announced(httpx.Headers(answer.headers))
        self._url = url

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()
        line: _Line = self._answer.extensions["network_stream"]
        announced = self._announced
        if announced is not None and self._answer.status == httpx.codes.OK and line.carries_more_than(announced):
            raise Unreachable(str(self._url), f"sent more than the {announced} bytes it announced", "try again later")

    def close(self) -> None:
        self._answer.close()


class _Network(httpcore.NetworkBackend):
    """The one place where connections are opened; every wait on them ends at the deadline."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        wait = _wait(self._deadline, timeout)
        return _Line(self._network.connect_tcp(host, port, wait, local_address, socket_options), self._deadline)


class _Line(httpcore.NetworkStream):
    """One connection: it keeps to the deadline, however slowly bytes trickle, and counts them."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline
        self._received = 0
        self._beginning = bytearray()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, _wait(self._deadline, timeout))
        self._received += len(data)
        self._beginning += data[: _MAX_HEAD - len(self._beginning)]
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _wait(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = _wait(self._deadline, timeout)
        return _Line(self._stream.start_tls(ssl_context, server_hostname, wait), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's own signature
        return self._stream.get_extra_info(info)

    def carries_more_than(self, announced: int) -> bool:
        """Whether bytes follow an answer of the announced length."""
        if self._received > _head_size(bytes(self._beginning)) + announced:
            return True
        try:
            return self.read(1, _AFTERWARDS_S) != b""
        except (httpcore.TimeoutException, httpcore.NetworkError):
            return False


def _wait(deadline: float, timeout: float | None) -> float:
    """The seconds to wait for the network. Raises httpcore's timeout where the deadline has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)


def _head_size(beginning: bytes) -> int:
    """The bytes before the content: the answer's head, and those of informational answers (1xx) before it."""
    end = 0
    while found := _HEAD_END.search(beginning, end):
        informational = beginning[end:].split(b" ", 2)[1:2]
        end = found.end()
        if not informational or not informational[0].startswith(b"1"):
            break
    return end
