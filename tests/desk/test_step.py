"""Steps: what is in the ledger is not made again, and what failed is tried again when its time has come."""

import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from onrecord.desk import Desk, overview
from onrecord.desk.adding import add
from onrecord.desk.executor import Inline
from onrecord.desk.step import Progress
from onrecord.desk.working import Worked, work_through
from onrecord.engine import build
from onrecord.errors import Damaged, EngineFailed, InputError, Missing, StepFailed
from onrecord.records import Given
from tests.desk.conftest import PERSIAN, Settle, write

ECHO = '[engines]\ntranscribe = "echo"'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "talk.vtt", PERSIAN)


def added(desk: Desk, path: Path) -> str:
    return add(desk, str(path), Given(title="The lamp", language="fa")).release


def made(desk: Desk, release: str) -> list[tuple[str, str]]:
    return [(entry.kind, entry.engine) for entry in desk.ledger.entries(release=release) if entry.inputs]


def test_what_is_in_the_ledger_is_not_made_again(desk: Desk, path: Path) -> None:
    release = added(desk, path)
    desk.work(release)
    before = desk.ledger.head()
    desk.work(release)
    assert desk.ledger.head() == before
    assert made(desk, release)[0] == ("transcript", "captions@1")


def test_an_engine_of_somebody_elses_is_chosen_by_its_name(
    settle: Settle, announce: Callable[..., None], path: Path
) -> None:
    announce(echo="Echo")
    desk = settle(f'{ECHO}\n[options.transcribe]\ntone = "low"')
    release = added(desk, path)
    desk.work(release)
    (entry,) = desk.ledger.entries(kind="transcript")
    assert (entry.engine, entry.options) == ("echo@1", (("tone", "low"),))
    assert desk.catalogue.told(release, None).record.text == "low The lamp"
    assert ("transcribe", "echo", True) in {(e.room, e.name, e.ready) for e in overview.engines_here(desk)}


def test_a_later_version_makes_nothing_pending_until_it_is_asked_for(
    settle: Settle, announce: Callable[..., None], path: Path
) -> None:
    announce(echo="Echo")
    desk = settle(ECHO, Inline())
    release = added(desk, path)
    desk.work(release)
    desk.close()

    announce(echo="LaterEcho")
    later = settle("", Inline())
    later.work(release)
    assert made(later, release)[0] == ("transcript", "echo@1")
    assert len(made(later, release)) == len({kind for kind, _ in made(later, release)})
    later.steps.again = frozenset({"transcript"})
    later.work(release)
    later.work(release)
    assert [engine for kind, engine in made(later, release) if kind == "transcript"] == ["echo@1", "echo@2"]


def test_an_engine_that_nobody_announced_is_named(settle: Settle, path: Path) -> None:
    desk = settle('[engines]\ntranscribe = "oracle"')
    with pytest.raises(InputError, match=r"engine oracle.*choose one of: captions"):
        desk.work(added(desk, path))


def test_a_wrong_option_is_named(settle: Settle, path: Path) -> None:
    desk = settle("[options.transcribe]\nloudness = 3")
    with pytest.raises(InputError, match="loudness"):
        desk.work(added(desk, path))


def test_a_failure_is_kept_with_its_attempt_and_tried_again_only_when_asked(
    settle: Settle, announce: Callable[..., None], path: Path
) -> None:
    announce(refusing="Refusing")
    desk = settle('[engines]\ntranscribe = "refusing"', Inline())
    release = added(desk, path)
    for _ in range(2):
        with pytest.raises(StepFailed, match="can't be heard; speak up"):
            desk.work(release)
    (failed,) = overview.failures(desk)
    assert (failed.release, failed.failure.attempt, failed.failure.retry) == (release, 1, None)
    desk.steps.at_once = True
    with pytest.raises(StepFailed):
        desk.work(release)
    assert [failed.failure.attempt for failed in overview.failures(desk)] == [2]
    assert overview.releases(desk)[0].state == "failed"


def test_a_lost_worker_is_tried_again_after_a_while_and_then_the_failure_is_history(
    settle: Settle, announce: Callable[..., None], path: Path, tmp_path: Path
) -> None:
    announce(dying="Dying")
    alive = tmp_path / "alive"
    desk = settle(
        f'[engines]\ntranscribe = "dying"\n[options.transcribe]\nlive = "{alive}"\n[work]\nretry_seconds = 500'
    )
    release = added(desk, path)
    with pytest.raises(StepFailed, match="the worker process died"):
        desk.work(release)
    (failed,) = overview.failures(desk)
    entry = list(desk.ledger.entries(kind="failure"))[-1]
    assert failed.failure.retry is not None
    waits = datetime.fromisoformat(failed.failure.retry) - datetime.fromisoformat(entry.at)
    assert 490 <= waits.total_seconds() <= 501

    alive.touch()
    with pytest.raises(StepFailed):
        desk.work(release)
    desk.steps.at_once = True
    desk.work(release)
    assert overview.failures(desk) == []
    assert overview.releases(desk)[0].state == "worked"


def test_what_fails_does_not_keep_the_others(desk: Desk, tmp_path: Path) -> None:
    broken = write(tmp_path / "in" / "broken.vtt", "WEBVTT\n\nno times here\n")
    fine = write(tmp_path / "in" / "fine.vtt", PERSIAN)
    releases = [added(desk, broken), added(desk, fine)]
    told: list[Worked] = []
    results = {worked.release: worked.error for worked in work_through(desk, releases, told.append)}
    assert isinstance(results[releases[0]], StepFailed)
    assert results[releases[1]] is None
    assert {worked.release for worked in told} == set(releases)


@pytest.mark.parametrize("executor", [Inline, lambda: None], ids=["inline", "pool"])
def test_what_nobody_foresaw_is_a_failure_of_that_engine_and_keeps_nobody_else(
    settle: Settle, announce: Callable[..., None], tmp_path: Path, executor: Callable[[], Inline | None]
) -> None:
    announce(faulty="Faulty")
    desk = settle('[engines]\ntranscribe = "faulty"', executor())
    paths = [write(tmp_path / "in" / f"{name}.vtt", f"{PERSIAN}\n\nNOTE {name}\n") for name in ("talk", "fine")]
    talk, fine = (add(desk, str(path), Given(title=path.stem)).release for path in paths)
    results = {worked.release: worked.error for worked in work_through(desk, [talk, fine])}
    assert results[fine] is None
    (failed,) = overview.failures(desk)
    assert failed.release == talk
    assert failed.failure.what == "engine faulty failed: OwnError: no air because of the tide"
    told = results[talk]
    assert isinstance(told, StepFailed)
    assert isinstance(told.__cause__, EngineFailed)
    assert "odd_engines.py" in "".join(traceback.format_exception(told))


def test_an_earlier_result_that_was_damaged_does_not_keep_the_others(desk: Desk, twins: tuple[str, str]) -> None:
    (entry,) = desk.ledger.entries(kind="prints", release=twins[0])
    desk.ledger.erase_bodies([entry.number])
    results = {worked.release: worked.error for worked in work_through(desk, twins)}
    assert isinstance(results[twins[0]], Damaged)
    assert results[twins[1]] is None


def test_what_failed_before_it_was_done_does_not_keep_a_newer_engine(
    settle: Settle, announce: Callable[..., None], path: Path
) -> None:
    announce(refusing="Refusing", echo="Echo")
    desk = settle('[engines]\ntranscribe = "refusing"', Inline())
    release = added(desk, path)
    with pytest.raises(StepFailed):
        desk.work(release)
    name = desk.folder / "onrecord.toml"
    write(name, name.read_text().replace("refusing", "echo"))
    later = settle("", Inline())
    later.steps.at_once = True
    later.work(release)
    announce(echo="LaterEcho")
    again = settle("", Inline())
    again.steps.again = frozenset({"transcript"})
    again.work(release)
    assert [engine for kind, engine in made(again, release) if kind == "transcript"] == ["echo@1", "echo@2"]


def test_a_missing_engine_ends_the_work(settle: Settle, announce: Callable[..., None], path: Path) -> None:
    announce(absent="Absent")
    desk = settle('[engines]\ntranscribe = "absent"')
    release = added(desk, path)
    with pytest.raises(Missing, match="pip install something"):
        work_through(desk, [release])
    assert overview.failures(desk) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("tests.desk.no_such_module:Echo", "install what has the module tests.desk.no_such_module"),
        ("tests.desk.needy_engine:Needy", "install what has the module harbour_bells"),
        ("tests.desk.odd_engines:Nobody", "install a fitting version of tests.desk.odd_engines"),
    ],
)
def test_an_engine_that_can_not_be_loaded_says_what_it_lacks(
    announce: Callable[..., None], place: str, said: str
) -> None:
    announce(needy=place)
    with pytest.raises(Missing, match=said) as caught:
        build("transcribe", "needy")
    assert "onrecord[" not in str(caught.value)


def test_progress_is_told(desk: Desk, path: Path) -> None:
    told: list[Progress] = []
    desk.on_progress(told.append)
    release = added(desk, path)
    desk.work(release)
    assert {(p.release, p.door) for p in told} >= {(release, "transcript")}
    assert all(0 <= p.done <= 1 for p in told)


def test_what_is_done_gathers_nothing_again(
    desk: Desk, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prints = desk.catalogue.prints(twins[0])
    assert prints is not None
    assert len(desk.footage(prints.record, besides=twins[0]).rests_on) == 1

    def refuse(_: Desk, rule: str, besides: str | None) -> None:
        raise AssertionError(rule, besides)

    monkeypatch.setattr(Desk, "_footage", refuse)
    desk.work(twins[0])
