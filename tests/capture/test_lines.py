"""Many transcripts in one file."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import Limits, LineError, capture_lines, lines, release_id
from onrecord.errors import TooLarge, Unreachable, Unreadable
from onrecord.records import Capture, Cue, Dated, Given, Transcript
from onrecord.store.workbench import Workbench

AT = "2026-03-01T09:00:00Z"
NOTHING = Given()
LIMITS = Limits()
FIRST = {
    "id": "harbour-1",
    "title": "Opening",
    "speaker": "Mina Sol",
    "date": "2024-02-29",
    "language": "en",
    "text": "Good morning.\nThe harbour is open. ",
    "corpus": "an unknown field",
}
SECOND = {
    "id": "نشست 2",
    "segments": [
        {"start_ms": 0, "end_ms": 900, "speaker": "Mina Sol", "text": "Questions?"},
        {"start_ms": 900, "end_ms": 1500, "text": "One."},
    ],
}


def taken(
    path: Path, bench: Workbench, *items: object, given: Given = NOTHING, limits: Limits = LIMITS
) -> list[tuple[Capture, Transcript] | LineError]:
    """What comes of a file with these lines; bytes are a line as they are."""
    whole = b"\n".join(item if isinstance(item, bytes) else json.dumps(item).encode() for item in items)
    path.write_bytes(gzip.compress(whole) if path.suffix == ".gz" else whole)
    return list(capture_lines(path, given, limits, AT, bench))


def errors(found: list[tuple[Capture, Transcript] | LineError]) -> list[LineError]:
    return [item for item in found if isinstance(item, LineError)]


@pytest.mark.parametrize("name", ["talks.jsonl", "talks.jsonl.gz"])
def test_each_line_is_a_release_of_the_whole_file(folder: Path, bench: Workbench, name: str) -> None:
    path = folder / name
    (first, said), (second, told) = taken(path, bench, FIRST, b"", SECOND)  # type: ignore[misc]  # neither is an error
    blob = hashlib.sha256(path.read_bytes()).hexdigest()
    assert first == Capture(
        release="harbour-1",
        kind="transcript",
        address=str(path),
        name=name,
        blob=blob,
        size=len(json.dumps(FIRST)),
        media_type="application/jsonl",
        captured=AT,
        title="Opening",
        published=Dated(value="2024-02-29", read_from="line date"),
        language="en",
        speaker="Mina Sol",
        line=0,
    )
    assert said == Transcript(
        cues=(Cue(text="Good morning.\nThe harbour is open. "),),
        language="en",
        speaker="Mina Sol",
        written_by="given as text",
    )
    assert (second.release, second.line, second.blob) == ("نشست 2", 2, blob)
    assert told.cues == (
        Cue(text="Questions?", start_ms=0, end_ms=900, speaker="Mina Sol"),
        Cue(text="One.", start_ms=900, end_ms=1500),
    )
    assert (told.written_by, told.text) == ("given as segments", "Questions?\nOne.")
    assert [made.name for made in bench.made()] == [blob]


def test_what_is_given_fills_in_what_a_line_does_not_say(folder: Path, bench: Workbench) -> None:
    given = Given(
        source="Harbour Office", speaker="somebody", language="fa", published=Dated(value="2023", read_from="given")
    )
    (first, _), (second, told) = taken(folder / "a.jsonl", bench, FIRST, SECOND, given=given)  # type: ignore[misc]
    assert (first.source, first.speaker, first.language) == ("Harbour Office", "Mina Sol", "en")
    assert (second.speaker, second.language, second.published) == ("somebody", "fa", given.published)
    assert (told.speaker, told.language) == ("somebody", "fa")


def test_a_line_without_an_id_is_named_by_its_bytes(folder: Path, bench: Workbench) -> None:
    line = b'{"text": "Good morning."}'
    ((found, _),) = taken(folder / "a.jsonl", bench, line)  # type: ignore[misc]
    assert found.release == release_id(hashlib.sha256(line).hexdigest()) == "hcy2m5ou"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'"text"', "no JSON object"),
        ({}, "neither text nor segments"),
        ({"text": " \n"}, "neither text nor segments"),
        ({"text": ["a"]}, "text is no text"),
        ({"text": "half \ud800"}, "half of a character"),
        ({"id": 7, "text": "a"}, "id is no text"),
        ({"id": "a\nb", "text": "a"}, "control character"),
        ({"id": "a" * 201, "text": "a"}, "longer than 200"),
        ({"title": {}, "text": "a"}, "title is no text"),
        ({"date": "29 February", "text": "a"}, "is not ISO 8601"),
        ({"date": "2023-02-29", "text": "a"}, "is not ISO 8601"),
        ({"text": "a", "segments": []}, "both text and segments"),
        ({"segments": []}, "no list of segments"),
        ({"segments": {"text": "a"}}, "no list of segments"),
        ({"segments": ["a"]}, "segment 0 is no JSON object"),
        ({"segments": [{"text": "a"}, {"text": 1}]}, "segment 1: text is no text"),
        ({"segments": [{"text": "a", "start_ms": 1.5}]}, "segment 0: start_ms is no whole number"),
        ({"segments": [{"text": "a", "start_ms": True}]}, "segment 0: start_ms is no whole number"),
        ({"segments": [{"text": "a", "start_ms": -1}]}, "segment 0: start_ms is no whole number"),
        ({"segments": [{"text": "a", "start_ms": 9, "end_ms": 8}]}, "segment 0: it ends before it starts"),
        ({"segments": [{"text": "a", "start_ms": 10**30}]}, "segment 0: start_ms is later than 240:00:00.000"),
        ({"text": "a", "machine": 1}, "machine is neither true nor false"),
        ({"text": "ab", "doubtful": [0, 1]}, "doubtful is no list of pairs"),
        ({"text": "ab", "doubtful": [[0, True]]}, "doubtful is no list of pairs"),
        ({"text": "ab", "doubtful": [[0, 3]]}, "a doubtful span does not lie in the text"),
        ({"segments": [{"text": "ab", "doubtful": [[1, 1]]}]}, "segment 0: a doubtful span does not lie in the text"),
        ({"segments": [{"text": "a", "start_ms": 1, "end_ms": 864_000_001}]}, "segment 0: end_ms is later than 240"),
    ],
)
def test_a_bad_line_is_an_error_and_the_rest_goes_on(folder: Path, bench: Workbench, line: Any, reason: str) -> None:  # noqa: ANN401  # any JSON
    found = taken(folder / "a.jsonl", bench, FIRST, line, SECOND)
    assert [isinstance(item, LineError) for item in found] == [False, True, False]
    assert found[1].line == 1  # type: ignore[union-attr]  # the line above says that it is an error
    assert reason in found[1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("date", ["1962", "1962-09", "1962-09-12", "1962-09-12T10:00:00Z", "2030-01-01T00:00+03:30"])
def test_a_date_is_as_exact_as_it_was_given(folder: Path, bench: Workbench, date: str) -> None:
    ((found, _),) = taken(folder / "a.jsonl", bench, {"text": "a", "date": date})  # type: ignore[misc]
    assert found.published == Dated(value=date, read_from="line date")


def test_an_id_names_one_line(folder: Path, bench: Workbench) -> None:
    found = taken(folder / "a.jsonl", bench, FIRST, SECOND, FIRST)
    assert errors(found) == [LineError(line=2, id="harbour-1", reason="its id stands in line 1 already")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_without_an_end_is_passed_over(
    folder: Path, bench: Workbench, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 1000)
    found = taken(folder / name, bench, FIRST, b"x" * 5_000_000, SECOND)
    assert errors(found) == [LineError(line=1, reason="the line is longer than 1000 bytes")]
    assert len(found) == 3


def test_a_line_of_exactly_the_longest_is_taken(
    folder: Path, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", len(json.dumps(FIRST)))
    assert errors(taken(folder / "a.jsonl", bench, FIRST, {"text": "a"}, FIRST | {"id": "harbour-2"})) == []


def test_a_gzip_bomb_ends_at_the_limit(folder: Path, bench: Workbench) -> None:
    found = taken(folder / "a.jsonl.gz", bench, FIRST, bytes(20_000_000), limits=Limits(bytes=200_000))
    assert ["more than the 200000 bytes" in item.reason for item in errors(found)] == [True]
    assert len(found) == 2


def test_a_gzip_stream_that_is_cut_off_gives_what_was_whole(folder: Path, bench: Workbench) -> None:
    path = folder / "a.jsonl.gz"
    taken(path, bench, *[{"text": f"{number} {hashlib.sha256(bytes(number)).hexdigest()}"} for number in range(900)])
    path.write_bytes(path.read_bytes()[:-20_000])
    found = list(capture_lines(path, Given(), Limits(), AT, bench))
    assert 100 < len(found) < 900
    (error,) = errors(found)
    assert "gzip stream is broken from here on" in error.reason
    assert error is found[-1]


def test_a_file_is_needed(folder: Path, bench: Workbench) -> None:
    with pytest.raises(Unreachable, match="does not exist"):
        capture_lines(folder / "none.jsonl", Given(), Limits(), AT, bench)
    with pytest.raises(Unreadable, match="is a folder, not a file"):
        capture_lines(folder, Given(), Limits(), AT, bench)
    (folder / "long.jsonl").write_bytes(b"x" * 11)
    with pytest.raises(TooLarge):
        capture_lines(folder / "long.jsonl", Given(), Limits(bytes=10), AT, bench)


def test_the_lines_of_an_empty_file_are_none(folder: Path, bench: Workbench) -> None:
    assert taken(folder / "a.jsonl", bench) == []


@given(st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"")), max_size=6))
def test_any_line_is_taken_or_an_error_in_its_place(raw: list[bytes]) -> None:
    for line in raw:
        try:
            assert lines.parse_line(line).cues
        except lines.Fault as fault:
            assert str(fault)  # noqa: PT017  # either is right
