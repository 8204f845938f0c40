"""TTML: the timed text of broadcasters (also DFXP and IMSC), its words, times and speakers.

Styles and regions are layout and are left out. Elements are known by their local names, because the namespace changed
with every draft.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from onrecord.captions.markup import escaped, laid_out, plain
from onrecord.captions.timing import Notes, mended_span, stamp
from onrecord.errors import Unreadable
from onrecord.records import Cue

_CLOCK: Final = re.compile(r"(\d{1,10}):(\d{2}):(\d{2})(?:\.(\d{1,9})|:(\d{1,3})(?:\.\d{1,3})?)?")
_OFFSET: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_SECONDS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_DEEPEST: Final = 32  # real files nest five deep


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree we are: the span that surrounds us, and who speaks."""

    start: int | None = None
    end: int | None = None
    speaker: str | None = None
    depth: int = 0


@dataclass(slots=True)
class _Reader:
    name: str
    frames: float
    ticks: float
    agents: dict[str, str]
    notes: Notes = field(default_factory=Notes)

    def cues(self, element: Element, place: _Place) -> Iterator[Cue]:
        """The cues of an element and all that is in it."""
        if place.depth > _DEEPEST:
            raise Unreadable(self.name, f"nests more than {_DEEPEST} elements", "give a TTML file made by a known tool")
        place = self._inside(element, place)
        timed_within = any(_get(inner, "begin") is not None for inner in element.iter() if inner is not element)
        if _local(element) in {"p", "span"} and not timed_within:
            yield from self._cue(element, place)
            return
        for inner in element:
            yield from self.cues(inner, place)

    def _cue(self, element: Element, place: _Place) -> Iterator[Cue]:
        text = plain(_text(element))
        where = f"the line {text[:30]!r}"
        if text and (place.start is None or place.end is None):
            self.notes.say(f"{where}: it has no time, so it is left out")
        elif text and place.start is not None and place.end is not None:
            start, end = mended_span(place.start, place.end, where, self.notes)
            yield Cue(text=text, start_ms=start, end_ms=end, speaker=place.speaker)

    def _inside(self, element: Element, outer: _Place) -> _Place:
        begin, end, length = (self._ms(_get(element, key)) for key in ("begin", "end", "dur"))
        since = outer.start or 0
        start = since + begin if begin is not None else outer.start
        stop = since + end if end is not None else outer.end
        if length is not None and start is not None:
            stop = start + length if end is None else min(start + length, stop or 0)
        agent = (_get(element, "agent") or "").split()
        speaker = self.agents.get(agent[0]) if agent else outer.speaker
        return replace(outer, start=start, end=stop, speaker=speaker, depth=outer.depth + 1)

    def _ms(self, value: str | None) -> int | None:
        if value is None:
            return None
        if clock := _CLOCK.fullmatch(value.strip()):
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
            return (
                whole * 1000 + int((fraction or "0")[:3].ljust(3, "0")) + round(int(frames or 0) * 1000 / self.frames)
            )
        if offset := _OFFSET.fullmatch(value.strip()):
            count, unit = float(offset.group(1)), offset.group(2)
            seconds_each = {"f": 1 / self.frames, "t": 1 / self.ticks, **_SECONDS}[unit]
            return round(count * seconds_each * 1000)
        self.notes.say(f"the time {value[:30]!r} can't be read")
        return None


def read_ttml(data: bytes, name: str) -> tuple[list[Cue], str | None, Notes]:
    """The cues of a TTML file in its own order, its language and what was odd. Raises Unreadable."""
    try:
        root: Element = ElementTree.fromstring(data)
    except (ParseError, ValueError, LookupError) as error:  # ValueError: entities, which TTML has no use for
        raise Unreadable(name, f"is not well-formed TTML ({error})", "export it anew, or give VTT or SRT") from error
    if _local(root) != "tt":
        raise Unreadable(name, f"is XML, but not TTML (it begins with <{_local(root)}>)", "give TTML, VTT or SRT")
    frames = _number(root, "frameRate", 30.0) * _multiplier(_get(root, "frameRateMultiplier"))
    reader = _Reader(name, frames, _number(root, "tickRate", frames), _agents(root))
    bodies = [inner for inner in root if _local(inner) == "body"]
    cues = [cue for body in bodies for cue in reader.cues(body, _Place())]
    return cues, root.get(f"{_XML}lang") or None, reader.notes


def write_ttml(cues: Sequence[Cue], language: str | None) -> str:
    """Cues with times as a TTML 1 document; speakers are its agents."""
    speakers = {name: f"speaker{n}" for n, name in enumerate(dict.fromkeys(c.speaker for c in cues if c.speaker), 1)}
    agents = "".join(
        f'<ttm:agent xml:id="{key}" type="person"><ttm:name type="full">{escaped(plain(name))}</ttm:name></ttm:agent>'
        for name, key in speakers.items()
    )
    head = f"<head><metadata>{agents}</metadata></head>\n" if agents else ""
    lines = "\n".join(_paragraph(cue, speakers, language) for cue in cues)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
        f' xml:lang="{escaped(language or "")}">\n{head}<body><div>\n{lines}\n</div></body>\n</tt>\n'
    )


def _paragraph(cue: Cue, speakers: dict[str, str], language: str | None) -> str:
    agent = f' ttm:agent="{speakers[cue.speaker]}"' if cue.speaker else ""
    text = escaped(laid_out(cue.text, language)).replace("\n", "<br/>")
    return f'<p begin="{stamp(cue.start_ms or 0)}" end="{stamp(cue.end_ms or 0)}"{agent}>{text}</p>'


def _text(element: Element) -> str:
    """The text of a paragraph: white space collapsed as XML has it, `<br/>` as a line feed, metadata left out."""
    parts = [_collapsed(element.text)]
    for inner in element:
        if _local(inner) == "br":
            parts.append("\n")
        elif _local(inner) == "span":
            parts.append(_text(inner))
        parts.append(_collapsed(inner.tail))
    return "".join(parts)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _agents(root: Element) -> dict[str, str]:
    named = (
        (agent.get(f"{_XML}id"), plain("".join(agent.itertext()))) for agent in root.iter() if _local(agent) == "agent"
    )
    return {key: " ".join(name.split()) for key, name in named if key and name}


def _local(element: Element) -> str:
    # Comments and processing instructions have a function for a tag.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _get(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _number(root: Element, name: str, default: float) -> float:
    value = _get(root, name) or ""
    return float(value) if re.fullmatch(r"[1-9]\d{0,9}", value) else default


def _multiplier(value: str | None) -> float:
    found = re.fullmatch(r"([1-9]\d{0,5})[ :]([1-9]\d{0,5})", (value or "").strip())
    return int(found.group(1)) / int(found.group(2)) if found else 1.0
