"""Finds quotations by their marks, and speakers by the words beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from onrecord.quote.headline import quoted_by_colon
from onrecord.quote.inside import marks_in
from onrecord.quote.marks import Span, spans
from onrecord.quote.said import Said
from onrecord.quote.speakers import Thread, attribute, moved
from onrecord.quote.speech import is_speech
from onrecord.records import Block, Mark, PageReading, Quotation, Role
from onrecord.words import words

_READ: Final[frozenset[Role]] = frozenset({"title", "subtitle", "body", "caption"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksQuoter:
    """Finds what stands between quotation marks, and headlines that quote by a colon.

    A quotation that runs over several paragraphs is one quotation a paragraph, each with the same speaker.
    """

    name: ClassVar[str] = "marks"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing: the rules come with onrecord."""
        return None

    def quotations(self, page: PageReading) -> tuple[Quotation, ...]:
        """The quotations of the title, the subtitle, the body and the captions, in the order of the page."""
        found: list[Quotation] = []
        body = Thread()
        for index, block in enumerate(page.blocks):
            if block.role in _READ:
                found.extend(_in_block(block, index, body if block.role == "body" else Thread()))
        return tuple(sorted([*_in_headline(page, found), *found], key=lambda one: one.start))


def _in_block(block: Block, index: int, thread: Thread) -> list[Quotation]:
    """The quotations of a block, placed in the page's text; the thread is led on."""
    between = spans(block.text)
    thread.moved(-block.start)
    said = attribute(block.text, between, thread)
    thread.moved(block.start)
    found = []
    for span, who in zip(between, said, strict=True):
        start, end = _trimmed(block.text, span)
        if start < end and is_speech(block.text[start:end], who, block.role):
            found.append(_quotation(block, index, span, moved(who, block.start)))
    return found


def _quotation(block: Block, index: int, span: Span, said: Said | None) -> Quotation:
    start, end = _trimmed(block.text, span)
    marks = [*_nested(block, span), *marks_in(block.text[start:end], block.start + start)]
    return Quotation(
        text=block.text[start:end],
        start=block.start + start,
        end=block.start + end,
        block=index,
        speaker=said.speaker if said else None,
        addressee=said.addressee if said else None,
        cue=said.cue if said else None,
        marks=tuple(sorted(marks, key=_place)),
        speaker_start=said.start if said else None,
        speaker_end=said.end if said else None,
        occasion=said.occasion if said else None,
    )


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return start, max(start, span.start + len(said.rstrip()))


def _nested(block: Block, span: Span) -> Iterator[Mark]:
    for inner in span.inner:
        start, end = inner.opener, inner.behind
        yield Mark(kind="nested", text=block.text[start:end], start=block.start + start, end=block.start + end)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _in_headline(page: PageReading, found: list[Quotation]) -> Iterator[Quotation]:
    """The quotations of a headline that has no marks of its own."""
    said = " ".join(one.speaker for one in found if one.speaker)
    speakers = frozenset(word.folded for word in words(said) if said[word.start].isupper() or not said.isascii())
    for index, block in enumerate(page.blocks):
        if block.role != "title" or any(one.block == index for one in found):
            continue
        for start, end, speaker in quoted_by_colon(block.text, speakers):
            text = block.text[start:end]
            marks = tuple(marks_in(text, block.start + start))
            yield Quotation(
                text=text, start=block.start + start, end=block.start + end, block=index, speaker=speaker, marks=marks
            )
