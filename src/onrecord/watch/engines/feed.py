"""RSS and Atom, over http(s) or from a local file, read by feedparser."""

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

import feedparser
import nh3

from onrecord.errors import TooLarge, Unreachable, Unreadable
from onrecord.http import download, is_web
from onrecord.limits import Limits
from onrecord.records import Dated
from onrecord.watch.dates import iso_date
from onrecord.watch.door import Item, Poll, Polling, Source
from onrecord.watch.seen import remembered, short_id

MAX_FEED_BYTES: Final = 32_000_000
"""A feed of 100,000 items; feedparser takes about a second a megabyte for what is broken on purpose."""
_DATES: Final = ("published", "updated")
_HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


class _Body(NamedTuple):
    """The bytes of a feed, the headers that say how to read them, and the state for the next request."""

    data: bytes
    headers: dict[str, str]
    state: Polling


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWatcher:
    """Watches an RSS or Atom feed. Over http(s) it asks only for what changed."""

    name: ClassVar[str] = "feed"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def takes(self, address: str) -> bool:
        """Whether it is a web address or an existing file."""
        return is_web(address) or Path(address).is_file()

    def poll(self, source: Source, state: Polling | None, limits: Limits) -> Poll:
        """Read the feed; see `Watcher.poll`."""
        before = state or Polling()
        body = _fetched(source.address, before, limits) if is_web(source.address) else _read(source.address)
        if body is None:
            return Poll(items=(), state=before)
        return _new_items(source.address, body, before)


def _fetched(address: str, before: Polling, limits: Limits) -> _Body | None:
    """The feed from the web, or None where it has not changed."""
    conditions = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    buffer = io.BytesIO()
    bounds = replace(limits, bytes=min(limits.bytes, MAX_FEED_BYTES))
    answer = download(address, buffer, bounds, {name: value for name, value in conditions.items() if value})
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return None
    headers = {"content-location": answer.address, "content-type": answer.headers.get("content-type", "")}
    state = Polling(etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified"))
    return _Body(buffer.getvalue(), headers, state)


def _read(address: str) -> _Body:
    try:
        with Path(address).open("rb") as file:
            data = file.read(MAX_FEED_BYTES + 1)
    except OSError as error:
        raise Unreachable(address, f"can't be read ({error.strerror})", "check the path") from error
    if len(data) > MAX_FEED_BYTES:
        raise TooLarge(address, f"is larger than {MAX_FEED_BYTES} bytes", "give the feed's own address")
    return _Body(data, {}, Polling())


def _new_items(address: str, body: _Body, before: Polling) -> Poll:
    # As a stream: a string of bytes would be taken for the name of a file to open.
    feed = feedparser.parse(
        io.BytesIO(body.data), response_headers=body.headers, resolve_relative_uris=False, sanitize_html=False
    )
    broken = _fault(feed)
    if not feed.entries and not feed.get("version"):
        raise Unreadable(address, "is no feed", "give the address of an RSS or Atom feed")
    items = {item.id: item for entry in feed.entries if (item := _item(entry)) is not None}
    known = frozenset(before.seen)
    # A broken feed is asked for in whole next time, because its mark would hide what was missing.
    marks = Polling() if broken else body.state
    return Poll(
        items=tuple(item for item in items.values() if item.id not in known),
        state=replace(marks, seen=remembered(items, before.seen)),
        name=_plain(feed.feed, "title"),
        notes=tuple(_notes(broken, entries=len(feed.entries), items=len(items))),
    )


def _fault(feed: Any) -> str | None:  # noqa: ANN401  # feedparser has no types
    """What is wrong with the feed's markup; None where all of it could be read."""
    error = feed.get("bozo_exception")
    return None if error is None or isinstance(error, _HARMLESS) else str(error)


def _notes(broken: str | None, *, entries: int, items: int) -> Iterator[str]:
    if broken is not None:
        yield f"the feed is broken ({broken}); what could be read of it: {entries} entries"
    if left_out := entries - items:
        yield f"entries without a web address of their own, left out: {left_out}"


def _item(entry: Any) -> Item | None:  # noqa: ANN401  # feedparser has no types
    """An entry as an item; None where it has no web address. Its video or sound comes before its page."""
    link = entry.get("link")
    page = link if link and is_web(link) else None
    enclosed = next((e.href for e in entry.get("enclosures", ()) if _is_media(e)), None)
    address = enclosed or page
    if address is None:
        return None
    return Item(
        id=short_id(entry.get("id") or address),
        address=address,
        title=_plain(entry, "title"),
        published=_published(entry),
        page=page if enclosed else None,
    )


def _is_media(enclosure: Any) -> bool:  # noqa: ANN401  # feedparser has no types
    return is_web(enclosure.get("href", "")) and enclosure.get("type", "").startswith(("video/", "audio/"))


def _plain(holder: Any, field: str) -> str | None:  # noqa: ANN401  # feedparser has no types
    """A field's text without its markup, on one line."""
    detail = holder.get(f"{field}_detail") or {}
    text = detail.get("value", "")
    if "html" in detail.get("type", ""):
        text = html.unescape(nh3.clean(text, tags=set()))
    return " ".join(text.split()) or None


def _published(entry: Any) -> Dated | None:  # noqa: ANN401  # feedparser has no types
    """The first date that the entry says and that can be read, be it in the future."""
    for field in _DATES:
        # Past feedparser's own lookup, which answers with `published` where `updated` is not there.
        said = dict.get(entry, field)
        if said and (value := iso_date(said)) is not None:
            return Dated(value=value, read_from=f"feed {field}")
    return None
