"""Finds quotations by their marks, and speakers by the words beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from onrecord.citations import before, behind
from onrecord.quote.headline import label_of, quoted_by_colon
from onrecord.quote.inside import marks_in, transcript_label
from onrecord.quote.marks import Span, spans
from onrecord.quote.said import Said
from onrecord.quote.speakers import Thread, attribute, moved
from onrecord.quote.speech import Marked, is_speech, may_be_speech
from onrecord.records import Block, Mark, PageReading, Quotation, Role
from onrecord.words import words

_CITES: Final = re.compile(r"[\d(\[（［]|\b[IVXLC]{2,7}\b|\b(?:article|chapter|section|verse|psalm|sura|surah)\b", re.IGNORECASE)
_BESIDE: Final = 160
"""Characters beside a quotation among which a number, a bracket or the like says that a citation may stand there."""

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
    between = [span for span in spans(block.text) if may_be_speech(block.text[span.start : span.end])]
    thread.moved(-block.start)
    said = attribute(block.text, between, thread)
    thread.moved(block.start)
    found = []
    for span, attributed in zip(between, said, strict=True):
        start, end = _trimmed(block.text, span)
        who = _labelled(block.text, span) or attributed
        if who is None and block.role == "title" and (label := label_of(block.text, span.opener)):
            who = Said(speaker=label)
        if start < end and is_speech(
            Marked(block.text[start:end], block.text, span.opener, span.behind), who, block.role
        ):
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
        cited=tuple(_cited(block, span)),
    )


def _cited(block: Block, span: Span) -> Iterator[Mark]:
    """The places of works that stand beside a quotation and are meant by it."""
    beside = block.text[max(0, span.opener - _BESIDE) : span.opener] + block.text[span.behind : span.behind + _BESIDE]
    if not _CITES.search(beside):
        return
    for one in (*before(block.text, span.opener), *behind(block.text, span.behind)):
        yield Mark(kind="citation", text=one.text, start=block.start + one.start, end=block.start + one.end)


def _labelled(text: str, span: Span) -> Said | None:
    """Who a quoted transcript says is speaking: `"WARDEN: We will go on"`."""
    label = transcript_label(text[span.start : span.end])
    name = label[0] if label else None
    return Said(speaker=name, start=span.start, end=span.start + len(name), close=True) if name else None


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    """The span without white space, and without the speaker's label in a transcript."""
    said = text[span.start : span.end]
    label = transcript_label(said)
    start = span.start + (label[1] if label else len(said) - len(said.lstrip()))
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
        for quoted in quoted_by_colon(block.text, speakers):
            text = block.text[quoted.start : quoted.end]
            yield Quotation(
                text=text,
                start=block.start + quoted.start,
                end=block.start + quoted.end,
                block=index,
                speaker=quoted.speaker,
                addressee=quoted.addressee,
                cue=quoted.cue,
                marks=tuple(marks_in(text, block.start + quoted.start)),
            )
