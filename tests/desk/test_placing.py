"""Where a passage can be read, seen and heard."""

from pathlib import Path

from onrecord.desk import Desk
from onrecord.desk.adding import add, add_lines
from onrecord.desk.placing import placed
from onrecord.desk.questions import check_quotations
from onrecord.desk.working import work_through
from onrecord.records import Asked, Checked, Dated, Given, Source
from tests import films
from tests.desk.conftest import ENGLISH


def said(release: str, start_ms: int | None = 40, end_ms: int | None = 1500) -> Checked:
    source = Source(
        release=release, speaker=None, start=0, end=4, start_ms=start_ms, end_ms=end_ms, text="lamp", language="en"
    )
    return Checked(text="lamp", verdict="verbatim", sources=(source,))


def test_a_film_of_this_machine_is_linked_to_the_second_of_the_desks_own_copy(desk: Desk, tmp_path: Path) -> None:
    film = films.write(tmp_path / "lamp.mp4", films.scene(3, 1.0))
    added = add(desk, str(film), Given(title="The lamp", published=Dated(value="2024-02-29", read_from="given")))
    (source,) = placed(desk, said(added.release)).sources
    assert (source.title, source.published) == ("The lamp", "2024-02-29")
    copy = desk.blobs.open_path(desk.catalogue.capture(added.release).record.blob)
    assert source.link == f"{copy.as_uri()}#t=0.04,1.5"


def test_a_source_without_times_is_linked_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    film = films.write(tmp_path / "lamp.mp4", films.scene(3, 1.0))
    added = add(desk, str(film), Given())
    (source,) = placed(desk, said(added.release, None, None)).sources
    assert source.link is not None
    assert "#" not in source.link


def test_a_transcript_is_linked_without_a_time_that_nothing_could_play(desk: Desk, tmp_path: Path) -> None:
    captions = tmp_path / "lamp.en.vtt"
    captions.write_text(ENGLISH, encoding="utf-8")
    add(desk, str(captions), Given())
    work_through(desk, desk.catalogue)
    (checked,) = check_quotations(desk, [Asked(text="It is your hands that kept this port")])
    (source,) = checked.sources
    assert source.start_ms == 0
    assert source.link is not None
    assert "#" not in source.link


def test_a_line_among_thousands_is_nothing_to_open(desk: Desk, tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"id": "lamp", "title": "On the lamp", "date": "1999", "text": "The lamp of the quay is lit."}')
    list(add_lines(desk, lines, Given()))
    work_through(desk, desk.catalogue)
    (checked,) = check_quotations(desk, [Asked(text="the lamp of the quay")])
    assert [(source.title, source.published, source.link) for source in checked.sources] == [
        ("On the lamp", "1999", None)
    ]
