"""Fetching from servers that behave, and from servers that do not."""

import gzip
import io
import pickle
import socket
import time
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, TooLarge, Unreachable
from onrecord.http import Answer, _head_size, download
from onrecord.limits import Limits
from onrecord.records import Hop
from tests.serving import Site, answer, gzip_bomb, redirect, serving

QUICK = Limits(bytes=1_000_000, seconds=5, redirects=4)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetched(address: str, limits: Limits = QUICK) -> tuple[bytes, Answer]:
    into = io.BytesIO()
    last = download(address, into, limits)
    return into.getvalue(), last


def test_content_comes_as_it_was_sent(site: Site) -> None:
    address = site.put("/a", answer(b"hello", headers={"Content-Type": "text/plain", "X-Of": "the office"}))
    body, last = fetched(address)
    assert (body, last.size, last.status, last.address) == (b"hello", 5, 200, address)
    assert last.headers["content-type"] == "text/plain"
    assert last.hops == (Hop(address=address, status=200),)


def test_every_hop_is_recorded(site: Site) -> None:
    first, second = site.put("/1", redirect("/2")), site.put("/2", redirect("3?x=1#part"))
    last = site.put("/3?x=1", answer(b"here"))
    body, final = fetched(first + "#top")
    assert body == b"here"
    assert final.address == last
    assert final.hops == (
        Hop(address=first, status=302, location=second),
        Hop(address=second, status=302, location=last + "#part"),
        Hop(address=last, status=200),
    )


def test_a_cookie_set_on_the_way_is_sent_on(site: Site) -> None:
    address = site.put("/door", redirect("/hall", {"Set-Cookie": "seen=yes"}))
    site.put("/hall", answer(b"in"))
    fetched(address)
    assert site.asked[1][1]["cookie"] == "seen=yes"


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(site.put("/a", answer(b"straight")))[0] == b"straight"


def test_progress_is_reported_where_the_length_is_announced(site: Site) -> None:
    shares: list[float] = []
    download(site.put("/a", answer(bytes(300_000))), io.BytesIO(), QUICK, report=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_unchanged_content_is_an_answer_to_a_conditional_request_only(site: Site) -> None:
    address = site.put("/a", answer(status=304))
    assert download(address, io.BytesIO(), QUICK, {"If-None-Match": '"x"'}).status == 304
    with pytest.raises(Unreachable, match="304"):
        fetched(address)


@pytest.mark.parametrize("status", [204, 403, 404, 410, 429, 500, 503])
def test_any_status_but_200_is_named(site: Site, status: int) -> None:
    with pytest.raises(Unreachable, match=f"answered {status} "):
        fetched(site.put("/a", answer(b"sorry", status=status)))


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("/loop", "more than 4 times"),
        ("file:///etc/passwd", "is not a web address"),
        ("ftp://127.0.0.1/", "is not a web address"),
        ("gopher:x", "does not speak HTTP"),
        ("http://name:word@127.0.0.1/", "carries a name or password"),
        ("http://[::1", "Invalid URL in location"),
        ("//", "more than 4 times"),
    ],
)
def test_a_redirect_stays_on_the_web_and_ends(site: Site, location: str, what: str) -> None:
    with pytest.raises(Unreachable, match=what):
        fetched(site.put("/loop", redirect(location)))


def test_a_redirect_to_nowhere_is_refused(site: Site) -> None:
    with pytest.raises(Unreachable, match="to nowhere"):
        fetched(site.put("/a", answer(status=301)))


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https:///path",
        "http://[::1",
        "http://name@127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:x/",
        "http://a\x00b/",
        "http://" + "a" * 300 + ".example/",
        "http://exa mple/",
        "http://*",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Unreachable):
        fetched(address)


def test_a_server_that_is_not_there_is_said_to_be_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(Unreachable, match="can't be reached") as caught:
            fetched(address)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  # our own bytes


def test_content_that_is_shorter_than_announced_is_refused(site: Site) -> None:
    with pytest.raises(Unreachable, match="ended after 10 of 20 bytes"):
        fetched(site.put("/a", answer(b"0123456789", headers={"Content-Length": "20"})))


def test_chunks_that_are_cut_off_are_refused(site: Site) -> None:
    cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf"
    with pytest.raises(Unreachable, match="ended after 4 bytes"):
        fetched(site.put("/a", cut))


def test_content_that_is_longer_than_announced_is_refused(site: Site) -> None:
    with pytest.raises(Unreachable, match="sent more than the 4 bytes it announced"):
        fetched(site.put("/a", answer(b"0123456789", headers={"Content-Length": "4"})))


def test_bytes_that_follow_later_than_the_announced_ones_are_noticed(site: Site) -> None:
    def late(line: socket.socket) -> None:
        line.sendall(answer(b"0123"))
        time.sleep(0.05)
        line.sendall(b"456")

    with pytest.raises(Unreachable, match="sent more than the 4 bytes"):
        fetched(site.put("/a", late))


def test_a_server_that_keeps_the_line_open_is_not_waited_for(site: Site) -> None:
    def lingering(line: socket.socket) -> None:
        line.sendall(answer(b"all"))
        line.recv(1)

    begun = time.monotonic()
    assert fetched(site.put("/a", lingering))[0] == b"all"
    assert time.monotonic() - begun < 20  # and not for the patience of 30 s, or for ever


def test_early_hints_are_not_taken_for_content(site: Site) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n"
    assert fetched(site.put("/a", hints + answer(b"body")))[0] == b"body"


def test_what_is_announced_as_too_large_is_not_begun(site: Site) -> None:
    with pytest.raises(TooLarge, match="larger than 1000000 bytes"):
        fetched(site.put("/a", answer(headers={"Content-Length": "1000001"})))


def test_content_without_an_end_is_stopped(site: Site) -> None:
    def endless(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(bytes(65536))

    with pytest.raises(TooLarge, match="larger than 1000000 bytes"):
        fetched(site.put("/a", endless))


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b""])
def test_a_trickle_is_stopped_in_time(site: Site, beginning: bytes) -> None:
    def trickling(line: socket.socket) -> None:
        line.sendall(beginning)
        while True:
            line.sendall(b"x")
            time.sleep(0.02)

    begun = time.monotonic()
    with pytest.raises(TooLarge, match=r"longer than 0\.3 seconds"):
        fetched(site.put("/a", trickling), Limits(seconds=0.3))
    assert time.monotonic() - begun < 20  # and not for the patience of 30 s, or for ever


def test_silence_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.http.PATIENCE_S", 0.1)
    with pytest.raises(Unreachable, match=r"silent for 0\.1 seconds"):
        fetched(site.put("/a", lambda line: bool(line.recv(1))))  # type: ignore[arg-type]  # it only waits


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\x00\xff\x00",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
    ],
)
def test_what_is_not_http_is_refused(site: Site, reply: bytes) -> None:
    with pytest.raises(Unreachable):
        fetched(site.put("/a", reply))


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP"])
def test_zipped_content_is_unzipped(site: Site, name: str) -> None:
    packed = gzip.compress(b"first ") + gzip.compress(b"second")
    assert fetched(site.put("/a", answer(packed, headers={"Content-Encoding": name})))[0] == b"first second"


def test_a_gzip_bomb_is_stopped(site: Site) -> None:
    address = site.put("/a", answer(gzip_bomb(50_000_000), headers={"Content-Encoding": "gzip"}))
    into = io.BytesIO()
    with pytest.raises(TooLarge):
        download(address, into, QUICK)
    assert len(into.getvalue()) < 3_000_000


@pytest.mark.parametrize(
    ("body", "name", "what"),
    [
        (gzip.compress(b"x" * 1000, mtime=0)[:-9], "gzip", "in the middle of its gzip stream"),
        (b"not zipped", "gzip", "packed wrongly"),
        (zlib.compress(b"x"), "br", "'br', which was not asked for"),
        (b"", "gzip, gzip", "which was not asked for"),
    ],
)
def test_wrongly_packed_content_is_refused(site: Site, body: bytes, name: str, what: str) -> None:
    with pytest.raises(Unreachable, match=what):
        fetched(site.put("/a", answer(body, headers={"Content-Encoding": name})))


LINES = st.binary(max_size=20).map(lambda line: b"X: " + line.replace(b"\r", b"").replace(b"\n", b""))


@given(st.integers(0, 2), st.lists(LINES, max_size=4), st.sampled_from([b"\n", b"\r\n"]), st.binary(max_size=50))
def test_the_head_ends_at_the_first_empty_line_of_the_last_answer(
    hints: int, lines: list[bytes], end: bytes, body: bytes
) -> None:
    early = end.join([b"HTTP/1.1 103 Early Hints", b"Link: x", b"", b""]) * hints
    head = early + end.join([b"HTTP/1.1 200 OK", *lines, b"", b""])
    assert _head_size(head + body) == len(head)


@given(st.text())
def test_any_text_is_an_address_or_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(InputError):
        download("ftp:" + address, io.BytesIO(), QUICK)
