"""Reading a work, or a translation of one, from a plain file: a line a place, in the forms that people keep them in."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Final

from onrecord.background.provisions import provisions
from onrecord.background.rows import Line, delimited, is_heading, json_lines, objects
from onrecord.captions import language_in_name
from onrecord.captions.encoding import decode
from onrecord.citations import family_of, key_of, leading_place
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Work, WorkPlace

# The Bible with all its books has 5 MB in the wordiest script, and 36,000 verses.
MOST_BYTES: Final = 40_000_000
MOST_PLACES: Final = 200_000
_LONGEST_TEXT: Final = 100_000
_MOST_NAMES: Final = 100
_SAMPLE: Final = 20  # lines in which a file has shown its form
_FORMS: Final = "write a place and its text on each line, as in `22:40<TAB>text`; docs/works.md shows all forms"
_HEADERS: Final = frozenset(("title", "work", "names", "name", "language", "translator"))

Numbered = tuple[int, str]


@dataclass(slots=True)
class _Headers:
    """What the lines that begin with `#` say."""

    told: dict[str, str] = field(default_factory=dict)

    def take(self, line: str) -> None:
        key, colon, value = line.lstrip("# \t").partition(":")
        if colon and key.strip().lower() in _HEADERS and value.strip():
            self.told.setdefault(key.strip().lower(), " ".join(value.split()))

    @property
    def names(self) -> tuple[str, ...]:
        given = self.told.get("names", "") + ";" + self.told.get("name", "")
        own = self.told.get("title") if "work" in self.told else None
        names = (own or "", *given.split(";"))
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))[:_MOST_NAMES]


def read_work(data: bytes, name: str) -> Work:
    """Read a work from a file's bytes; `name` is the file's name, for its ending and for messages.

    Raises TooLarge, and Unreadable, which names the line, for a file that is in none of the known forms.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(name, f"has {len(data):,} bytes, and a work at most {MOST_BYTES:,}", "split it by its books")
    text = _decoded(data, name)
    headers = _Headers()
    lines = list(_lines(text, headers))
    if not lines:
        raise Unreadable(name, "holds no line of text", _FORMS)
    title = headers.told.get("work") or headers.told.get("title") or _stem(name)
    places = _places(list(_read(lines, title, name)), name)
    return Work(
        title=title,
        places=places,
        names=headers.names,
        language=headers.told.get("language") or language_in_name(name),
        translator=headers.told.get("translator"),
        name=name,
    )


def _decoded(data: bytes, name: str) -> str:
    try:
        return decode(data, name, language_in_name(name))[0]
    except Unreadable as error:
        raise Unreadable(name, error.what, "save it as UTF-8 text") from error


def _lines(text: str, headers: _Headers) -> Iterator[Numbered]:
    """The lines with their numbers, but for those that begin with `#`: headers, and remarks."""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.lstrip().startswith("#"):
            headers.take(line)
        else:
            yield number, line.replace("\0", "")


def _read(lines: list[Numbered], title: str, name: str) -> Iterator[Line]:
    filled = [(number, line) for number, line in lines if line.strip()]
    sample = [line for _, line in islice(filled, _SAMPLE)]
    if not sample:
        return iter(())
    if sample[0].lstrip().startswith("["):
        return objects(_whole(lines, name))
    if sample[0].lstrip().startswith("{"):
        return objects(json_lines(filled))
    for delimiter in ("\t", "|", ","):
        if _is_table(sample, delimiter):
            return delimited(filled, delimiter, counted=family_of(title) == "quran")
    first = leading_place(sample[0])
    labels = [leading_place(line) for line in sample]
    if (first is None or first.place[:1].isalpha()) and any(label and _is_unit(label.place) for label in labels):
        return provisions(lines)
    return _labelled(filled)


def _is_table(sample: list[str], delimiter: str) -> bool:
    """Whether most of these lines have such columns; commas stand in every prose, so they need their headings."""
    if is_heading(sample[0].split(delimiter)):
        return True
    return delimiter != "," and sum(delimiter in line for line in sample) * 2 > len(sample)


def _is_unit(place: str) -> bool:
    return place.startswith(("Article ", "Section ", "Chapter ", "Paragraph ", "Amendment "))


def _labelled(lines: Iterable[Numbered]) -> Iterator[Line]:
    for number, line in lines:
        label = leading_place(line)
        yield Line(number, label.place if label else None, line[label.text_at :] if label else line)


def _whole(lines: list[Numbered], name: str) -> Iterator[tuple[int, object]]:
    """The objects of one JSON list, counted as if each stood on a line of its own."""
    try:
        values = json.loads("\n".join(line for _, line in lines))
    except (ValueError, RecursionError) as error:
        raise Unreadable(name, f"begins as JSON and is none ({error})", _FORMS) from error
    return iter(enumerate(values, start=1))


def _places(read: list[Line], name: str) -> tuple[WorkPlace, ...]:
    if len(read) > MOST_PLACES:
        raise TooLarge(name, f"has {len(read):,} places, and a work at most {MOST_PLACES:,}", "split it by its books")
    found: dict[str, int] = {}
    places = []
    for number, place, text in read:
        said = " ".join(text.split())
        if place is None:
            raise Unreadable(name, f"has no place before its text in line {number} ({said[:40]!r})", _FORMS)
        if len(said) > _LONGEST_TEXT:
            raise Unreadable(name, f"has {len(said):,} characters in line {number}", "give each place a line")
        _check_written(place, said, number, name)
        if place in found:
            what = f"has {place} twice, in the lines {found[place]} and {number}"
            raise Unreadable(name, what, "keep one; a second translation is a file of its own")
        if said:
            found[place] = number
            places.append(WorkPlace(place=place, text=said))
    if not places:
        raise Unreadable(name, "holds no text", _FORMS)
    return tuple(places)


def _check_written(place: str, said: str, number: int, name: str) -> None:
    """Refuse a place that has no key, and halves of characters, which JSON can write and UTF-8 cannot."""
    try:
        key_of(place)
        f"{place}{said}".encode()
    except UnicodeEncodeError as error:
        raise Unreadable(name, f"has half a character in line {number}", "write it as UTF-8") from error
    except ValueError as error:
        raise Unreadable(name, f"has {place[:40]!r} for a place in line {number}", _FORMS) from error


def _stem(name: str) -> str:
    stem = PurePath(name).stem
    stem = stem.rpartition(".")[0] or stem if language_in_name(name) else stem
    return " ".join(stem.replace("_", " ").replace("-", " ").replace(".", " ").split()) or name
