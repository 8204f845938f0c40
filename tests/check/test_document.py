"""docs/verdicts.md shows an example of every verdict; each is judged as it says."""

import re
from pathlib import Path
from typing import get_args

import pytest

from onrecord.check import check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked, Edit, Flag, Verdict
from tests.check.conftest import VALLEY, archive_of, spoken

DOCUMENT = (Path(__file__).parents[2] / "docs" / "verdicts.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z ]+)` \| .* \| \u201c([^\u201d]+)\u201d[^|]*\|$", DOCUMENT, re.MULTILINE)
EXAMPLES = [(verdict, text.replace("**", "")) for verdict, text in ROWS if verdict in get_args(Verdict)]
SPEECH = " ".join(line.removeprefix("> ") for line in DOCUMENT.splitlines() if line.startswith("> "))


def test_every_verdict_has_an_example() -> None:
    assert [verdict for verdict, _ in EXAMPLES] == list(get_args(Verdict))


@pytest.mark.parametrize(("verdict", "text"), EXAMPLES)
def test_the_example_is_judged_as_it_says(checker: AlignmentChecker, verdict: str, text: str) -> None:
    archive = archive_of(spoken("orrin", [SPEECH]), spoken("valley", VALLEY))
    assert check(checker, Asked(text=text), archive).verdict == verdict


@pytest.mark.parametrize("record", [Edit, Flag])
def test_every_edit_and_flag_is_explained(record: type[Edit] | type[Flag]) -> None:
    for kind in get_args(record.__annotations__["kind"]):
        assert f"| `{kind}` |" in DOCUMENT
