"""What a dispatch's text is made of, once read: blocks of words with references in them.

There is no HTML in it and no way to put any in: a publisher makes its own out of these few kinds of node.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from onrecord.dispatch.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Plain words. In running text they may hold names that the background knows."""

    node: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled:
    """Words that stand out: emphasis, strong emphasis, or code."""

    node: ClassVar[str] = "styled"
    style: Literal["em", "strong", "code"]
    inside: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to an http, https or mailto address."""

    node: ClassVar[str] = "link"
    address: str
    inside: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break that the author asked for."""

    node: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A reference at its place in the text. `words` are those in its brackets: a quotation's, a caption, a name."""

    node: ClassVar[str] = "placed"
    reference: Reference
    words: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that leads to a card of the background; a reader of drafts never makes one."""

    node: ClassVar[str] = "named"
    text: str
    card: str


Inline: TypeAlias = Words | Styled | Link | Break | Placed | Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    node: ClassVar[str] = "paragraph"
    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside the text; levels begin at 2, because the title is the only one of level 1."""

    node: ClassVar[str] = "heading"
    level: int
    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list; `start` is the first number of an ordered one and None for bullets."""

    node: ClassVar[str] = "listing"
    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A block quotation of words that are not on the record."""

    node: ClassVar[str] = "aside"
    inside: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A reference that is a block of its own: a quotation in full, a clip, a whole release, a strip."""

    node: ClassVar[str] = "figure"
    placed: Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """A block of preformatted text."""

    node: ClassVar[str] = "verbatim"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thematic break."""

    node: ClassVar[str] = "rule"


Block: TypeAlias = Paragraph | Heading | Listing | Aside | Figure | Verbatim | Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A dispatch as it was written.

    `about` are the releases that it is about, the first of which leads the page. `as_of` is the date whose background
    counts, if it is not that of the dispatch. `name` is the file, for messages.
    """

    name: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str | None = None
    author: str | None = None
    date: str | None = None
    as_of: str | None = None
    about: tuple[str, ...] = ()

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Every reference where it stands, in the order of the text."""
        return tuple(node for node in self._nodes() if isinstance(node, Placed))

    @property
    def figures(self) -> tuple[Placed, ...]:
        """The clips and whole releases that the text shows, in its order."""
        figures = (block.placed for block in _blocks(self.blocks) if isinstance(block, Figure))
        return tuple(placed for placed in figures if placed.reference.kind in {"clip", "release"})

    @property
    def references(self) -> tuple[Reference, ...]:
        """What the text refers to, once each, in its order."""
        return tuple(dict.fromkeys(placed.reference for placed in self.placed))

    @property
    def releases(self) -> tuple[str, ...]:
        """All releases that the dispatch is about or refers to, once each."""
        return tuple(dict.fromkeys((*self.about, *(reference.release for reference in self.references))))

    @property
    def prose(self) -> tuple[str, ...]:
        """The pieces of running text in which names may become links, once each: not headings, links or quotations."""
        return tuple(dict.fromkeys(words.text for block in _running(self.blocks) for words in _plain(block.inside)))

    @property
    def players(self) -> tuple[Reference, ...]:
        """The stretches to be cut or copied as playable files, so that everything on the page can be played.

        First the release that leads, unless the text shows it whole itself; then what the text shows; then the spans
        of quotations that none of these holds.
        """
        shown = [placed.reference for placed in self.figures]
        lead = [Reference(kind="release", release=release) for release in self.about[:1]]
        players = tuple(dict.fromkeys((*lead, *shown)))
        quoted = [spanning(reference) for reference in self.references if reference.kind == "quote"]
        alone = [span for span in quoted if not any(player.holds(span) for player in players)]
        widest = [span for span in alone if not any(other != span and other.holds(span) for other in alone)]
        return (*players, *dict.fromkeys(widest))

    def _nodes(self) -> Iterator[Inline]:
        for block in _blocks(self.blocks):
            if isinstance(block, Paragraph | Heading):
                yield from _inlines(block.inside)
            elif isinstance(block, Figure):
                yield block.placed


def spanning(reference: Reference) -> Reference:
    """The clip of just the span of a quotation."""
    return Reference(kind="clip", release=reference.release, start_ms=reference.start_ms, end_ms=reference.end_ms)


def words_of(nodes: tuple[Inline, ...]) -> str:
    """The words alone, as they would be read out."""
    return "".join(_said(node) for node in nodes)


def _said(node: Inline) -> str:
    if isinstance(node, Words | Named):
        return node.text
    if isinstance(node, Placed):
        return node.words
    return " " if isinstance(node, Break) else words_of(node.inside)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Aside):
            yield from _blocks(block.inside)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _blocks(item)


def _running(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _running(item)


def _inlines(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, Styled | Link):
            yield from _inlines(node.inside)


def _plain(nodes: tuple[Inline, ...]) -> Iterator[Words]:
    for node in nodes:
        if isinstance(node, Words):
            yield node
        elif isinstance(node, Styled) and node.style != "code":
            yield from _plain(node.inside)
