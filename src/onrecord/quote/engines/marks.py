"""Finds quotations by their marks, and speakers by the words beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
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

_CITES: Final = re.compile(
    r"[\d(\[\uff08\uff3b]|\b[IVXLC]{2,7}\b|\b(?:article|chapter|section|verse|psalm|sura|surah)\b", re.IGNORECASE
)
_BESIDE: Final = 80
"""Characters beside a quotation among which a number, a bracket or the like says that a citation may stand there."""

_ATTRIBUTED: Final = re.compile(
    r",\s(?:[A-Z][\w.'’-]{1,30}\s){1,4}(?:said|says|told|tells|added|adds|wrote|writes)\b[^,;:.!?]{0,80}\.\Z"
)
"""What tells a speaker at the end of a paragraph."""
_LAST: Final = 240
_COLONS: Final = (":", "：")  # noqa: RUF001  # the wide colon is looked for
_MARGIN: Final = 64
"""Characters before a mark in which a line may begin with white space."""

_READ: Final[frozenset[Role]] = frozenset({"title", "subtitle", "body", "caption"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksQuoter:
    """Finds what stands between quotation marks, and headlines that quote by a colon.

    A quotation that runs over several paragraphs is one quotation a paragraph, each with the same speaker.
    """

    name: ClassVar[str] = "marks"
    version: ClassVar[str] = "3"

    def missing(self) -> str | None:
        """Nothing: the rules come with onrecord."""
        return None

    def quotations(self, page: PageReading) -> tuple[Quotation, ...]:
        """The quotations of the title, the subtitle, the body and the captions, in the order of the page."""
        candidates: list[_Candidate] = []
        body = Thread()
        for index, block in enumerate(page.blocks):
            if block.role in _READ:
                candidates.extend(_in_block(block, index, body if block.role == "body" else Thread()))
        _lead_back(candidates)
        found = [_quotation(one) for one in candidates if one.is_speech]
        return tuple(sorted([*_in_headline(page, found), *found], key=lambda one: one.start))


@dataclass(slots=True)
class _Candidate:
    """What stands between marks, and who may be saying it: places in `said` are code points of the page."""

    block: Block
    index: int
    span: Span
    said: Said | None

    @property
    def is_speech(self) -> bool:
        start, end = _trimmed(self.block.text, self.span)
        marked = _marked(self.block, self.span, start, end)
        return start < end and is_speech(marked, self.said, self.block.role)

    @property
    def goes_on(self) -> bool:
        """Whether no mark closes it: it goes on in the paragraph that follows."""
        return self.span.behind == self.span.end

    @property
    def opens_line(self) -> bool:
        start = self.span.opener
        return not self.block.text[max(0, start - _MARGIN) : start].rpartition("\n")[2].strip()


def _in_block(block: Block, index: int, thread: Thread) -> list[_Candidate]:
    """What stands between the marks of a block; the thread is led on."""
    between = [_ended(block, span) for span in spans(block.text)]
    between = [span for span in between if may_be_speech(_marked(block, span, span.start, span.end))]
    thread.moved(-block.start)
    said = attribute(block.text, between, thread)
    thread.moved(block.start)
    if block.role == "title":
        said = [who or _headed(block, span) for who, span in zip(said, between, strict=True)]
    pairs = zip(between, said, strict=True)
    return [_Candidate(block, index, span, moved(_labelled(block, span) or who, block.start)) for span, who in pairs]


def _ended(block: Block, span: Span) -> Span:
    """An unclosed quotation without the attribution that ends its paragraph: `... at eight, Otto Voss told them.`."""
    if span.behind != span.end:
        return span
    first = max(span.start, span.end - _LAST)
    found = _ATTRIBUTED.search(block.text, first, span.end)
    if found is None:
        return span
    end = found.start() + 1
    return replace(span, end=end, behind=end, inner=[one for one in span.inner if one.behind <= end])


def _marked(block: Block, span: Span, start: int, end: int) -> Marked:
    return Marked(block.text[start:end], block.text, span.opener, span.behind)


def _lead_back(candidates: list[_Candidate]) -> None:
    """Give the paragraphs of a long quotation the speaker who is named behind its last one."""
    for one, following in reversed(list(pairwise(candidates))):
        if one.said is None and one.goes_on and following.opens_line and following.index - one.index <= 1:
            said = following.said
            one.said = replace(said, carried=True, close=False) if said else None


def _quotation(candidate: _Candidate) -> Quotation:
    block, span, said = candidate.block, candidate.span, candidate.said
    start, end = _trimmed(block.text, span)
    marks = [*_nested(block, span), *marks_in(block.text[start:end], block.start + start)]
    return Quotation(
        text=block.text[start:end],
        start=block.start + start,
        end=block.start + end,
        block=candidate.index,
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


def _headed(block: Block, span: Span) -> Said | None:
    """Whom a headline quotes by its colon: `Quill: Harbour 'is not for sale'`."""
    label = label_of(block.text, span.opener, span.behind)
    beside = block.text[: span.opener].rstrip().endswith(_COLONS)
    return Said(speaker=label, close=beside, adjacent=beside) if label else None


def _labelled(block: Block, span: Span) -> Said | None:
    """Who a quoted transcript says is speaking (`"WARDEN: We will go on"`)."""
    label = transcript_label(block.text[span.start : span.end])
    if label:
        return Said(speaker=label[0], start=span.start, end=span.start + len(label[0]), close=True)
    return None


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
