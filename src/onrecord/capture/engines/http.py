"""Releases from the web, by plain HTTP: one address, one file, every hop on the way recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from onrecord.capture.door import Fetched, Limits
from onrecord.capture.kinds import UNDECLARED, media_type_of
from onrecord.capture.names import safe_name
from onrecord.http import Answer, download, is_web
from onrecord.store.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpCapturer:
    """Takes an http or https address. Proxies named in the environment are not used."""

    name: ClassVar[str] = "http"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def takes(self, address: str) -> bool:
        """Whether it begins with http:// or https://."""
        return is_web(address)

    def fetch(self, address: str, limits: Limits, bench: Workbench) -> Fetched:
        """Download the address; see `Capturer.fetch`."""
        partial = bench.scratch / "download"
        try:
            with partial.open("wb") as file:
                answer = download(address, file, limits, report=bench.report)
            blob = bench.put_file(partial)
        finally:
            partial.unlink(missing_ok=True)
        name = _name(answer)
        return Fetched(
            blob=blob,
            size=answer.size,
            name=name,
            media_type=_media_type(answer.headers) or media_type_of(name),
            address=answer.address,
            hops=answer.hops,
        )


def _name(answer: Answer) -> str:
    """The name that the server gives the file, else the last part of the address, else the host."""
    parts = urlsplit(answer.address)
    header = Message()
    header["Content-Disposition"] = answer.headers.get("content-disposition", "")
    named = safe_name(header.get_filename("")) or safe_name(unquote(parts.path))
    return named or parts.hostname or answer.address


def _media_type(headers: Mapping[str, str]) -> str | None:
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    return declared if declared and declared != UNDECLARED else None
