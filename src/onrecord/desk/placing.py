"""Where the passages of an answer can be read, seen and heard: title, date, and a link to the very second."""

from dataclasses import replace
from typing import Final

from onrecord.desk.catalogue import Catalogue
from onrecord.desk.desk import Desk
from onrecord.records import Capture, Checked, Source

_MS: Final = 1_000


def placed(desk: Desk, checked: Checked) -> Checked:
    """The answer on a quotation, with title, date and link of the release of each source."""
    catalogue = desk.catalogue
    return replace(checked, sources=tuple(_placed(desk, catalogue, source) for source in checked.sources))


def _placed(desk: Desk, catalogue: Catalogue, source: Source) -> Source:
    capture = catalogue.capture(source.release).record
    return replace(
        source,
        title=catalogue.title(source.release),
        published=catalogue.published(source.release),
        link=_link(desk, capture, source),
    )


def _link(desk: Desk, capture: Capture, source: Source) -> str | None:
    """The address that the release was taken from, or the desk's own copy, with the time as a media fragment (W3C)."""
    if capture.line is not None:  # one line of a file of thousands is nothing to open
        return None
    address = capture.address if "://" in capture.address else desk.blobs.open_path(capture.blob).absolute().as_uri()
    return f"{address}{_moment(source)}" if capture.kind == "media" else address


def _moment(source: Source) -> str:
    if source.start_ms is None or source.end_ms is None:
        return ""
    return f"#t={source.start_ms / _MS:g},{source.end_ms / _MS:g}"
