"""How an answer reads: changed words in words, what to mind as a sentence, the archive with both its clocks."""

import pytest

from onrecord.cli.proof import archive_size, in_words, show_checked
from onrecord.records import ArchiveSummary, Checked, Edit, Flag


@pytest.mark.parametrize(
    ("edit", "reads"),
    [
        (Edit(kind="replaced", said="to be", quoted="You Are"), "said “to be”, written “You Are”"),
        (Edit(kind="dropped", said="not", quoted=""), "left out “not”"),
        (Edit(kind="added", said="", quoted="never"), "put in “never”"),
        (Edit(kind="moved", said="at night", quoted="at night"), "moved “at night”"),
    ],
)
def test_an_edit_is_said_in_words_and_marked_as_on_a_proof(edit: Edit, reads: str) -> None:
    text = in_words(edit)
    assert text.plain == reads
    marked = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    styles = {edit.said: "strike red", edit.quoted: "underline green"}
    assert all(styles[words] == style for words, style in marked.items() if edit.said != edit.quoted)
    assert marked


@pytest.mark.parametrize(
    ("flag", "reads"),
    [
        (Flag(kind="context", text="if it rains"), "the words cut off may change the sense: “if it rains”"),
        (Flag(kind="cut negation", text="not"), "a negation was cut out: “not”"),
        (Flag(kind="speaker changes inside", text="A, B"), "more than one person speaks in it: A, B"),
        (Flag(kind="uncertain transcript", text="A machine wrote this."), "A machine wrote this."),
    ],
)
def test_a_flag_is_a_sentence(capsys: pytest.CaptureFixture[str], flag: Flag, reads: str) -> None:
    show_checked(Checked(text="The lamp is lit", verdict="verbatim", flags=(flag,)))
    assert capsys.readouterr().out.splitlines() == ["VERBATIM  “The lamp is lit”", f"    mind: {reads}"]


def summary(**given: object) -> ArchiveSummary:
    return ArchiveSummary(**{"generation": 1, "releases": 0, "hours": 0.0, **given})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("archive", "reads"),
    [
        (summary(), "0 releases."),
        (summary(releases=1, hours=0.0111), "1 release, 40 s of footage."),
        (summary(releases=2, hours=0.0278, words=1), "2 releases, 1.7 min of footage, 1 word."),
        (summary(releases=2, hours=1234.56, words=1234), "2 releases, 1,234.6 h of footage, 1,234 words."),
        (summary(releases=2, earliest_published="2009-06-02"), "2 releases; published since 2009-06-02."),
        (summary(releases=2, earliest_captured="2026-11-22T22:38:11.156Z"), "2 releases; captured since 2026-11-22."),
        (
            summary(releases=2, earliest_published="2009", earliest_captured="2026-11-22T22:38:11.156Z"),
            "2 releases; published since 2009, captured since 2026-11-22.",
        ),
    ],
)
def test_the_archive_has_two_clocks_that_are_never_merged(archive: ArchiveSummary, reads: str) -> None:
    assert archive_size(archive) == f"This archive: {reads}"
