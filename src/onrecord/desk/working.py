"""Taking everything that is pending through the rooms, several releases at a time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import chain

from onrecord.desk import doors
from onrecord.desk.desk import Desk
from onrecord.desk.revising import revise
from onrecord.errors import InputError, Missing, OnrecordError
from onrecord.records import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What came of one release. `error` is None when it went the whole way.

    `revision` is what is said of its footage now, and was not said before, because older footage has come since.
    """

    release: str
    error: OnrecordError | None = None
    revision: Revision | None = None


def work_through(
    desk: Desk,
    releases: Iterable[str],
    told: Callable[[Worked], None] = lambda _: None,
    *,
    again: frozenset[str] = frozenset(),
    at_once: bool = False,
) -> list[Worked]:
    """Take these releases through the rooms, and then make what is new searchable.

    Kinds of entry in `again` are made anew where an older engine made them; with `at_once`, what has failed is tried
    again before its time.

    What fails is written down and the others go on; only an engine that is missing, or set wrongly, ends the work,
    because it would be so for all. Interrupted, it stops at once: whatever step was finished is kept.
    """
    desk.steps.again, desk.steps.at_once = again, at_once
    desk.finish_erasures()
    done: list[Worked] = []
    threads = ThreadPoolExecutor(max_workers=desk.settings.work.processes)
    try:
        looked = [threads.submit(_reached, _look, desk, release) for release in releases]
        there = [future.result() for future in looked]
        futures = [threads.submit(_reached, Desk.work, desk, one.release) for one in there if one.error is None]
        for worked in chain((one for one in there if one.error), (future.result() for future in as_completed(futures))):
            done.append(worked)
            told(worked)
    except BaseException:
        desk.executor.close()  # so that what is running ends at once, before the ledger is closed under it
        raise
    finally:
        threads.shutdown(wait=True, cancel_futures=True)
    desk.shelves.refresh(desk.catalogue)
    for release, came in revise(desk):
        if isinstance(came, OnrecordError):
            done.append(Worked(release=release, error=came))
            told(done[-1])
        else:
            told(Worked(release=release, revision=came))
    desk.tidy()
    return done


def _look(desk: Desk, release: str) -> None:
    """Look at a media file that nobody has looked at yet."""
    if desk.catalogue.newest(release, doors.TAKE_PRINTS.kind) is None:
        capture = desk.catalogue.capture(release).record
        if capture.kind == "media":
            desk.look(release, capture.blob)


def _reached(way: Callable[[Desk, str], None], desk: Desk, release: str) -> Worked:
    try:
        way(desk, release)
    except (InputError, Missing):
        raise  # of the settings: what is wrong with a release has become a StepFailed
    except OnrecordError as error:
        return Worked(release=release, error=error)
    return Worked(release=release)
