"""The pool outlives workers that die or hang."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from multiprocessing import active_children
from pathlib import Path

import pytest

from onrecord.desk import Desk, doors, overview
from onrecord.desk.adding import add
from onrecord.desk.executor import scratch_folder, sweep_scratch
from onrecord.desk.working import Worked, work_through
from onrecord.records import Given
from tests.desk.conftest import PERSIAN, Settle, write


def set_up(settle: Settle, tmp_path: Path, engine: str, seconds: float = 60) -> tuple[Desk, str]:
    desk = settle(f'[engines]\ntranscribe = "{engine}"\n[work]\nprocesses = 1\nstep_seconds = {seconds}')
    path = write(tmp_path / "in" / "talk.vtt", PERSIAN)
    return desk, add(desk, str(path), Given(title="The lamp")).release


def page(desk: Desk, tmp_path: Path) -> str:
    text = "The lamp of the quay was lit again on Monday, and the whole town came to see it burn. " * 4
    path = write(
        tmp_path / "in" / "page.html", f"<html><body><article><h1>Lamp</h1><p>{text}</p></article></body></html>"
    )
    return add(desk, str(path), Given()).release


@pytest.mark.parametrize(("engine", "what"), [("dying", "died"), ("hanging", "took longer than 3 s")])
def test_a_lost_worker_costs_its_job_and_not_the_pool(
    settle: Settle, announce: Callable[..., None], tmp_path: Path, engine: str, what: str
) -> None:
    announce(dying="Dying", hanging="Hanging")
    desk, release = set_up(settle, tmp_path, engine, seconds=3)
    results = {w.release: w.error for w in work_through(desk, [release, page(desk, tmp_path)])}
    assert what in str(results[release])
    assert "will be tried again" not in str(results[release])  # it is said of questions too, which are not
    assert [error for other, error in results.items() if other != release] == [None]
    assert list((desk.folder / "scratch").iterdir()) == []


def test_closing_while_a_job_runs_is_no_failure_of_the_job(
    settle: Settle, announce: Callable[..., None], tmp_path: Path
) -> None:
    announce(hanging="Hanging")
    desk, release = set_up(settle, tmp_path, "hanging")
    ended: list[Worked | BaseException] = []

    def work() -> None:
        try:
            ended.extend(work_through(desk, [release]))
        except BaseException as error:  # noqa: BLE001  # however it ends, it ends
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not list((desk.folder / "scratch").glob("*/.progress")):
        time.sleep(0.01)
    desk.executor.close()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert overview.failures(desk) == []


def test_scratch_of_processes_that_are_no_more_is_swept(tmp_path: Path) -> None:
    (tmp_path / "999999999-abc").mkdir()
    with scratch_folder(tmp_path) as own:
        sweep_scratch(tmp_path)
        assert list(tmp_path.iterdir()) == [own]
    assert list(tmp_path.iterdir()) == []


def test_files_that_a_killed_program_had_begun_are_swept(settle: Settle) -> None:
    desk = settle()
    begun = desk.folder / ".head.999999999.new"
    begun.write_text("3 a")
    others = desk.folder / f".head.{os.getpid()}.new"
    others.write_text("4 b")
    settle()
    assert (begun.exists(), others.exists()) == (False, True)


def test_workers_are_started_when_there_is_work_for_them(settle: Settle, tmp_path: Path) -> None:
    desk = settle("[work]\nprocesses = 4")
    before = set(active_children())
    release = page(desk, tmp_path)
    assert set(active_children()) == before
    for _ in range(2):
        desk.steps.ask(doors.READ_PAGE, desk.catalogue.capture(release).record.blob, None)
    (worker,) = set(active_children()) - before
    desk.close()
    assert not worker.is_alive()
    with pytest.raises(CancelledError):
        desk.steps.ask(doors.READ_PAGE, desk.catalogue.capture(release).record.blob, None)


def test_a_worker_that_died_between_two_jobs_is_replaced(settle: Settle, tmp_path: Path) -> None:
    desk = settle("[work]\nprocesses = 1")
    before = set(active_children())
    release = page(desk, tmp_path)
    blob = desk.catalogue.capture(release).record.blob
    first = desk.steps.ask(doors.READ_PAGE, blob, None)
    (worker,) = set(active_children()) - before
    worker.kill()
    worker.join()
    assert desk.steps.ask(doors.READ_PAGE, blob, None) == first


def test_a_script_that_can_not_be_started_anew_is_told_so(tmp_path: Path) -> None:
    article = write(tmp_path / "in" / "page.txt", "The lamp of the quay was lit again on Monday, and all came.")
    asking = f"with questions.nowhere() as desk: questions.article(desk, {str(article)!r})"
    (tmp_path / "unguarded.py").write_text(f"from onrecord.desk import questions\n{asking}\n")
    ended = subprocess.run([sys.executable, tmp_path / "unguarded.py"], capture_output=True, text=True, check=False)
    assert "the worker processes: could not be started; in a script of your own, work under" in ended.stderr
