"""The verb works, and how a checked citation reads in the terminal."""

from tests.journeys.shell import Shell

TIDES = "# title: Book of Tides\n# names: Tides\n3:16\tThe lamp of the quay is lit.\n3:17\tStay awake.\n"


def test_a_work_is_added_listed_and_removed(shell: Shell) -> None:
    (shell.folder / "tides.en.txt").write_text(TIDES, encoding="utf-8")
    assert "No work is held" in shell.ask("works", "list").out
    assert "Book of Tides: 2 places from tides.en.txt (new)." in shell.ask("works", "add", "tides.en.txt").out
    assert "held already" in shell.ask("works", "add", "tides.en.txt").out
    listed = shell.ask("works", "list").out
    assert "Book of Tides" in listed
    assert "Tides" in listed
    assert "is no longer held" in shell.ask("works", "remove", "tides.en.txt", "--by", "R. Editor").out
    assert shell.ask("works", "list", "--json").answer["works"] == []


def test_one_that_can_not_be_read_does_not_end_the_rest(shell: Shell) -> None:
    (shell.folder / "tides.txt").write_text(TIDES, encoding="utf-8")
    (shell.folder / "odd.txt").write_text("no place\n", encoding="utf-8")
    some = shell.ask("works", "add", "odd.txt", "tides.txt", status=1)
    assert ("line 1" in some.err, "2 places" in some.out) == (True, True)
    shell.ask("works", "add", "odd.txt", status=2)


def test_a_citation_is_told_in_a_line(shell: Shell) -> None:
    (shell.folder / "tides.txt").write_text(TIDES, encoding="utf-8")
    lines = [
        '{"text": "The lamp of the quay is lit", "citation": "Tides 3:16"}',
        '{"text": "lamp of the quay", "citation": "Tides 3:16"}',
        '{"text": "Stay awake", "citation": "Tides 3:16"}',
        '{"text": "The lamp of the quay is out", "citation": "Tides 3:16"}',
        '{"text": "Stay awake", "citation": "Quran 3:16"}',
    ]
    (shell.folder / "asked.jsonl").write_text("\n".join(lines), encoding="utf-8")
    shell.ask("works", "add", "tides.txt")
    shown = shell.ask("check", "--quotations", "asked.jsonl").out
    for line in (
        "Book of Tides 3:16: the words stand there, whole",
        "Book of Tides 3:16: the words are a part of it",
        "Book of Tides 3:16: the words stand at 3:17",
        "Book of Tides 3:16: the words stand there, but changed",
        "Quran 3:16: the desk doesn't hold this work",
    ):
        assert line in shown
