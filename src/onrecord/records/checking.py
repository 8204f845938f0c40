"""The answer on a quotation: its verdict, its sources, what was changed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["verbatim", "elided", "bracketed", "stitched", "altered", "paraphrase", "not found"]
"""The first that holds, in this order; docs/verdicts.md says what each means."""

CitationVerdict: TypeAlias = Literal["right", "part", "altered", "wrong", "unknown"]
"""Whether quoted words stand at the cited place; docs/works.md says what each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A quotation to be checked, and who is said to have said it.

    `spellings` are other names of that speaker, in whichever script, that the desk's background knows. `citation` is
    the place of a work that is cited for it, as it was written; one may stand in brackets in the text itself too.
    """

    text: str
    speaker: str | None = None
    id: str | None = None
    spellings: tuple[str, ...] = ()
    citation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalLine:
    """The original words behind a translated passage."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage on the record that a quotation was held against. Positions are code points of the transcript's text.

    `before` and `after` are the rest of the sentences that it stands in. `title`, `published` and `link` are those of
    its release; the link goes to the very second, where the release is a video or sound.
    """

    release: str
    speaker: str | None
    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    text: str
    language: str | None
    against: Literal["original", "translation"] = "original"
    translator: str | None = None
    original: OriginalLine | None = None
    copies: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    title: str | None = None
    published: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One unmarked difference between what is quoted and what was said.

    `start` and `end` are the code points of the quotation's text that it is about; where words were dropped, the empty
    span where they would stand.
    """

    kind: Literal["dropped", "added", "replaced", "moved"]
    quoted: str
    said: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that a reader of the verdict should know."""

    kind: Literal["context", "cut negation", "speaker changes inside", "uncertain transcript"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A cited place in a work, and whether the words stand there.

    `work` is the title of the work that is held, else its name as it is cited; None where none is named. `stands_at`
    is where the words stand, if that is somewhere else. `text` is the citation as it was written, `quoted` the words
    that it is given for. `translation` is whose words they were held against; `edits` are what was changed in them;
    `note` is what else is to be known.
    """

    work: str | None
    place: str
    verdict: CitationVerdict
    stands_at: str | None = None
    text: str = ""
    translation: str | None = None
    edits: tuple[Edit, ...] = ()
    note: str | None = None
    quoted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A headline quotation held against the quotations of its own article."""

    verdict: Verdict
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The answer on one quotation. `chance`: expected number of matches as good by chance in this archive."""

    text: str
    verdict: Verdict
    id: str | None = None
    sources: tuple[Source, ...] = ()
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()
    attribution: Literal["same", "other", "unknown"] = "unknown"
    chance: float = 1.0
    citation: Citation | None = None
    body: Body | None = None
