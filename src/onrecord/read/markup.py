"""From a page's element tree to its pieces, in the order of the page."""

# ruff: noqa: SIM905  # word lists read best as text

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Final
from urllib.parse import urljoin

from lxml import etree, html

from onrecord.read.piece import Piece, tidy

_PARSER_LIMITS: Final = {
    "Excessive depth": "is nested deeper than 256 elements",
    "limit exceeded": "holds one piece of text or markup of more than 10 MB",
}
"""Where libxml2 stops, by its message; no page that people read comes near either limit."""

_INLINE: Final = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark o:p q s samp small span "
        "strike strong sub sup time tt u var wbr"
    ).split()
)
_SKIPPED: Final = frozenset(
    (
        "script style noscript template svg math head select option button textarea input iframe object embed audio "
        "video canvas map"
    ).split()
)
_LINES: Final = frozenset(
    "p li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre center details summary tr td th tbody thead table".split()
)
"""Elements that hold one line or a list of them; what holds these is the frame that neighbours share."""
_HINT: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_MAX_HINTED_SHARE: Final = 0.5
"""A class name describes a piece only where the element that bears it is a small part of the page, not its frame."""


_MAX_ATTRIBUTES: Final = 2_000
_TAG: Final = re.compile("<[a-zA-Z][^\\s<>/]{0,99}")
_ATTRIBUTE: Final = re.compile(r"""[\s/]*[^\s"'<>/=]+(?:\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_ASKS: Final = {"textarea": "<textarea>", "email": "<email>"}
_MAX_FORM: Final = 400
"""Code points of the prompts, labels and rules of a comment form or a sign-up."""
_MAX_FORM_SHARE: Final = 0.25
_MAX_FORM_HEADING: Final = 90
_MAX_FIELDS: Final = 200
_MIN_POPUP_LINKS: Final = 3


class CutShort(ValueError):
    """The parser stopped before the end of the page; the message says at which limit."""


def parse(text: str) -> html.HtmlElement | None:
    """The element tree of a page, parsed without network and entity expansion; None where there is no element.

    Raises CutShort.
    """
    if _has_crowded_tag(text):
        raise CutShort(f"has an element of more than {_MAX_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    for message, what in _PARSER_LIMITS.items():
        if any(message in entry.message for entry in parser.error_log):
            raise CutShort(what)
    return tree


def _has_crowded_tag(text: str) -> bool:
    """Whether some element has so many attributes that libxml2, which compares each with all, would never end."""
    return any(_attributes(text, tag.end()) > _MAX_ATTRIBUTES for tag in _TAG.finditer(text))


def _attributes(text: str, place: int) -> int:
    """How many attributes begin here; beyond the most that are read they are not counted."""
    for number in range(_MAX_ATTRIBUTES + 1):
        found = _ATTRIBUTE.match(text, place)
        if found is None:
            return number
        place = found.end()
    return _MAX_ATTRIBUTES + 1


def pieces(tree: html.HtmlElement, base: str | None) -> list[Piece]:
    """The pieces of a page; addresses of links are made absolute where the page's own address is known."""
    body = tree.find("body")
    root = tree if body is None else body
    lengths = _text_lengths(root)
    walk = _Walk(
        base=base, lengths=lengths, total=max(1, lengths[root]), asks=_asking(root, lengths), popups=_popups(root)
    )
    return [piece for piece in walk.over(root) if piece.text]


def _text_lengths(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Code points of text inside every element. Elements come after their parents, so one pass backwards adds up."""
    lengths: dict[html.HtmlElement, int] = {}
    for element in reversed(list(root.iter(etree.Element))):
        inside = 0 if element.tag in _SKIPPED else len(element.text or "")
        lengths[element] = inside + sum(lengths.get(child, 0) + len(child.tail or "") for child in element)
    return lengths


def _asking(root: html.HtmlElement, lengths: Mapping[html.HtmlElement, int]) -> dict[html.HtmlElement, str]:
    """The small elements around fields that ask for a text or an address, and the headings before them."""
    asking: dict[html.HtmlElement, str] = {}
    fields = ((e, e.tag if e.tag == "textarea" else e.get("type", "")) for e in root.iter("textarea", "input"))
    for asked, kind in islice(((e, _ASKS[of]) for e, of in fields if of in _ASKS), _MAX_FIELDS):
        around = _form(asked, root, lengths)
        asking[around] = kind
        before = around.getprevious()
        if before is not None and 0 < lengths.get(before, 0) <= _MAX_FORM_HEADING and not _is_sentence(before):
            asking[before] = kind
    return asking


def _popups(root: html.HtmlElement) -> frozenset[html.HtmlElement]:
    """The elements within a line that hold nothing but several links: they pop up over a name in a sentence."""
    held = Counter(link.getparent() for link in root.iter("a"))
    inline = (e for e, links in held.items() if e is not None and e.tag in _INLINE and links >= _MIN_POPUP_LINKS)
    return frozenset(element for element in inline if _holds_links_alone(element) and _is_within_sentence(element))


def _holds_links_alone(element: html.HtmlElement) -> bool:
    between = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip() for text in between)


def _is_within_sentence(element: html.HtmlElement) -> bool:
    """Whether words that are no link go on behind the element, before the line ends."""
    while element.tag in _INLINE and element.tag != "a":
        if element.tail and element.tail.strip():
            return len(element.tail.split()) > 1
        if element.getnext() is not None or (parent := element.getparent()) is None:
            return False
        element = parent
    return False


def _form(asked: html.HtmlElement, root: html.HtmlElement, lengths: Mapping[html.HtmlElement, int]) -> html.HtmlElement:
    """The largest element around a field that holds no more than a form does."""
    around, most = asked, min(_MAX_FORM, lengths[root] * _MAX_FORM_SHARE)
    while (parent := around.getparent()) is not None and parent is not root and lengths[parent] <= most:
        around = parent
    return around


def _is_sentence(element: html.HtmlElement) -> bool:
    return "".join(element.itertext()).rstrip().endswith(".")


@dataclass(slots=True)
class _Walk:
    """One pass over the tree that collects text until the border of a block."""

    base: str | None
    lengths: dict[html.HtmlElement, int]
    total: int
    asks: dict[html.HtmlElement, str]
    popups: AbstractSet[html.HtmlElement]
    frames: dict[html.HtmlElement, int] = field(default_factory=dict)
    path: list[html.HtmlElement] = field(default_factory=list)
    hints: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    text: list[str] = field(default_factory=list)
    link_text: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    depth_of_link: int = 0

    def over(self, root: html.HtmlElement) -> Iterator[Piece]:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if element.tag in _SKIPPED or element in self.popups:
                    events.skip_subtree()
                    self.path.append(element)
                    self.hints.append(self.hints[-1])
                    continue
                yield from self._enter(element)
            else:
                yield from self._leave(element)
        yield from self._flush()

    def _enter(self, element: html.HtmlElement) -> Iterator[Piece]:
        if element.tag == "br":
            self._add("\n")
        elif element.tag not in _INLINE:
            yield from self._flush()
        self.path.append(element)
        self.hints.append(self.hints[-1] | self._own_hints(element))
        if element.tag == "a":
            self.depth_of_link += 1
            if href := (element.get("href") or "").strip():
                self.links.append(self._absolute(href))
        self._add(element.text)

    def _leave(self, element: html.HtmlElement) -> Iterator[Piece]:
        if element.tag not in _INLINE and element.tag not in _SKIPPED and element.tag != "br":
            yield from self._flush()
        self.path.pop()
        self.hints.pop()
        self.depth_of_link -= element.tag == "a"
        if self.path:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            shown = text if text == "\n" else text.replace("\n", " ").replace("\r", " ")
            self.text.append(shown)
            if self.depth_of_link or text == "\n":
                self.link_text.append(shown)

    def _flush(self) -> Iterator[Piece]:
        whole, linked = "".join(self.text), tidy("".join(self.link_text))
        if whole.strip():
            block = next((e for e in reversed(self.path) if e.tag not in _INLINE), self.path[-1])
            piece = Piece(
                text=tidy(whole),
                tag=str(block.tag),
                hints=self.hints[-1],
                links=tuple(self.links),
                linked=len(linked),
                link_text=linked or None,
                frame=self._frame(),
            )
            yield from _paragraphs(piece)
        self.text.clear()
        self.link_text.clear()
        self.links.clear()

    def _frame(self) -> int:
        holder = next((e for e in reversed(self.path) if e.tag not in _INLINE and e.tag not in _LINES), self.path[0])
        return self.frames.setdefault(holder, len(self.frames) + 1)

    def _own_hints(self, element: html.HtmlElement) -> frozenset[str]:
        if self.lengths[element] > _MAX_HINTED_SHARE * self.total:
            return frozenset()
        said = " ".join(element.get(name) or "" for name in ("class", "id", "role", "rel", "itemprop", "data-type"))
        return frozenset(word.casefold() for word in _HINT.findall(said)) | {
            f"<{element.tag}>",
            self.asks.get(element, f"<{element.tag}>"),
        }

    def _absolute(self, href: str) -> str:
        try:
            return urljoin(self.base, href) if self.base else href
        except ValueError:
            return href


def _paragraphs(piece: Piece) -> list[Piece]:
    """Two line breaks in a row part paragraphs where the page has no element for it, and one parts a line of links."""
    linked = {line for line in (piece.link_text or "").split("\n") if line}
    parts = [part for part in re.split(r"\n\n+", piece.text) if part.strip()]
    parts = [line for part in parts for line in _without_links(part, linked)]
    if len(parts) == 1:
        return [piece]
    said = piece.link_text or ""
    return [
        replace(piece, text=part, linked=len(part) if part in said else 0, link_text=part if part in said else None)
        for part in parts
    ]


def _without_links(part: str, linked: AbstractSet[str]) -> list[str]:
    """A paragraph's lines, those that are nothing but a link apart from the others."""
    if not linked or "\n" not in part:
        return [part]
    runs = groupby(part.split("\n"), key=lambda line: line if line in linked else None)
    return ["\n".join(run) for _, run in runs]
