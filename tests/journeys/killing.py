"""A desk that is fed and worked on, and killed at random moments again and again."""

import json
import random
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from pathlib import Path

from onrecord.desk import Desk, keeping
from onrecord.store import Entry
from tests import films
from tests.journeys.shell import Ran, Shell, end

MADE_ALIKE = ("media reading", "page reading", "prints", "transcript", "translation", "article")
"""What a desk makes of the same files whenever it makes it. A matching names the archive of its moment."""

_VTT = "WEBVTT\n\n00:00.100 --> 00:00.700\n{first}\n\n00:00.800 --> 00:01.400\n{second}\n"
_PAGE = """<html lang="en"><head><title>Talk {number} at the quay</title></head><body><article>
<h1>Talk {number} at the quay</h1>
<p>“We shall keep lamp number {number} burning,” the harbour master said on Tuesday before the whole town.</p>
<p>The council of the port will meet again next month to talk about the lamps, the walls and the tide.</p>
</article></body></html>"""


def material(folder: Path, groups: int) -> list[list[Path]]:
    """Files to be taken in, in groups of three: a film with captions beside it, a page, a transcript."""
    folder.mkdir()
    return [_group(folder, number) for number in range(groups)]


def _group(folder: Path, number: int) -> list[Path]:
    film = films.write(folder / f"film{number}.mp4", films.scene(number, 1.5), sound=films.Sound(), seconds=1.5)
    persian = _VTT.format(first=f"چراغ شمارهٔ {number} روشن است", second="بندر بیدار می‌ماند")
    english = _VTT.format(first=f"Lamp number {number} is burning", second="The port stays awake")
    (folder / f"film{number}.fa.vtt").write_text(persian, encoding="utf-8")
    (folder / f"film{number}.en.vtt").write_text(english, encoding="utf-8")
    page, transcript = folder / f"page{number}.html", folder / f"talk{number}.vtt"
    page.write_text(_PAGE.format(number=number), encoding="utf-8")
    transcript.write_text(_VTT.format(first=f"We shall keep lamp number {number}", second="burning"), encoding="utf-8")
    return [film, page, transcript]


def kill(shell: Shell, process: subprocess.Popen[bytes], chance: random.Random, *, within: float) -> Ran:
    """Kill the whole group at a random moment of its work, or leave it where it has ended before."""
    shell.wait_for_work(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=chance.uniform(0, within))
    return end(process, signal.SIGKILL)


def acknowledged(ran: Ran) -> list[str]:
    """The releases that `add --json` said are taken in; a line that was cut off promises nothing."""
    return [json.loads(line)["release"] for line in ran.out.splitlines(keepends=True) if line.endswith("\n")]


def faults(folder: Path) -> list[str]:
    """What is wrong with a desk: damage, work done twice, failures that are none."""
    with Desk(folder) as desk:
        found = [f"{damage.item} {damage.what}" for damage in keeping.verify(desk).damages]
        entries = list(desk.ledger.entries())
        found += [f"failed: {failure}" for _, failure in desk.ledger.records("failure")]
    # A look at the world is made each time anew; a step has ingredients and is made once.
    steps = Counter((entry.slot, entry.engine) for entry in entries if entry.slot is not None and entry.inputs)
    return found + [f"made {times} times: {step}" for step, times in steps.items() if times > 1]


def leftovers(folder: Path) -> list[Path]:
    """Files that no finished program leaves behind."""
    partial = [path for path in folder.rglob("*") if path.name.startswith(".new-") or path.name.endswith(".new")]
    return [*(folder / "scratch").glob("*"), *partial]


def results(folder: Path) -> set[tuple[str | None, str, str]]:
    """What the rooms made: of which release, what, and the hash of its bytes."""
    with Desk(folder) as desk:
        return {_result(entry) for entry in desk.ledger.entries() if entry.kind in MADE_ALIKE}


def _result(entry: Entry) -> tuple[str | None, str, str]:
    return entry.release, entry.kind, entry.body
