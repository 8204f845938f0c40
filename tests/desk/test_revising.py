"""Past verdicts on footage are tested again when older footage arrives."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from onrecord.desk import Desk, doors, overview
from onrecord.desk.adding import add
from onrecord.desk.working import Worked, work_through
from onrecord.records import Dated, Given
from tests import films

Take = Callable[..., str]


@pytest.fixture
def take(desk: Desk, tmp_path: Path) -> Take:
    """Takes in a film of these scenes, published on a day, and works on it; returns the release."""

    def taken(name: str, published: str, *seeds: int, told: Callable[[Worked], None] = lambda _: None) -> str:
        pictures = chain.from_iterable(films.scene(seed, 4) for seed in seeds)
        path = films.write(tmp_path / f"{name}.mp4", pictures)
        release = add(desk, str(path), Given(published=Dated(value=published, read_from="given"))).release
        work_through(desk, list(desk.catalogue), told)
        return release

    return taken


def test_older_footage_that_comes_later_changes_a_past_verdict(desk: Desk, take: Take) -> None:
    new = take("new", "2026-05-01", 3, 4)
    told: list[Worked] = []
    old = take("old", "2001-03-14", 4, told=told.append)
    (revision,) = [worked.revision for worked in told if worked.revision is not None]
    assert [(c.before, c.after, c.release) for c in revision.changes] == [("not in this archive", "seen", old)]
    shown = overview.show(desk, new)
    assert [revised.changes for revised in shown.revisions] == [revision.changes]
    assert [worked.revision for worked in told if worked.release == old] == [None]


def test_footage_that_came_out_later_changes_none(desk: Desk, take: Take) -> None:
    old = take("old", "2001-03-14", 4)
    take("new", "2026-05-01", 3, 4)
    assert len(list(desk.ledger.entries(kind="matching", release=old))) == 1
    assert not list(desk.ledger.entries(kind="revision"))


def test_what_came_together_is_held_against_each_other_at_once(desk: Desk, tmp_path: Path) -> None:
    new = films.write(tmp_path / "new.mp4", chain(films.scene(3, 4), films.scene(4, 4)))
    old = films.write(tmp_path / "old.mp4", films.scene(4, 4))
    release = add(desk, str(new), Given(published=Dated(value="2026-05-01", read_from="given"))).release
    add(desk, str(old), Given(published=Dated(value="2001-03-14", read_from="given")))
    work_through(desk, list(desk.catalogue))
    (entry,) = desk.ledger.entries(kind="matching", release=release)
    assert "seen" in {segment.verdict for segment in desk.ledger.record(entry).segments}
    assert not list(desk.ledger.entries(kind="revision"))


def test_a_past_verdict_is_tested_once(desk: Desk, take: Take) -> None:
    new = take("new", "2026-05-01", 3, 4)
    take("old", "2001-03-14", 4)
    for _ in range(2):
        work_through(desk, list(desk.catalogue))
    assert len(list(desk.ledger.entries(kind="matching", release=new))) == 2
    assert len(list(desk.ledger.entries(kind="revision"))) == 1


def test_what_a_lost_state_makes_the_desk_look_at_again_is_not_done_again(desk: Desk, take: Take) -> None:
    take("new", "2026-05-01", 3, 4)
    take("old", "2001-03-14", 4)
    held = desk.ledger.head()
    desk.ledger.remember_polling("matchings looked at until entry", "0")
    work_through(desk, list(desk.catalogue))
    assert desk.ledger.head() == held


def test_a_revision_that_was_cut_off_is_made_later(desk: Desk, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    new = take("new", "2026-05-01", 3, 4)
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.desk.working.revise", lambda _: iter(()))
        take("old", "2001-03-14", 4)
    assert len(list(desk.ledger.entries(kind="matching", release=new))) == 1
    told: list[Worked] = []
    work_through(desk, list(desk.catalogue), told.append)
    assert [worked.release for worked in told if worked.revision is not None] == [new]


def test_the_matching_of_a_release_rests_on_the_archive_as_it_was(desk: Desk, take: Take) -> None:
    old = take("old", "2001-03-14", 4)
    (entry,) = desk.ledger.entries(kind=doors.MATCH.kind, release=old)
    matching = desk.ledger.record(entry)
    assert desk.ledger.digest(matching.archive.generation) in entry.inputs
