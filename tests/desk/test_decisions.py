"""What people decide holds at once, and no machine displaces it."""

from pathlib import Path

import pytest

from onrecord.check import Archive
from onrecord.desk import Desk, decisions, doors, keeping, overview, questions
from onrecord.desk.adding import Added, add_lines
from onrecord.desk.working import work_through
from onrecord.errors import InputError, Unknown
from onrecord.records import Asked, Given, Transcript
from onrecord.search import Question
from tests.desk.conftest import ENGLISH, PERSIAN, take_in, write

EDITOR = "R. Editor"
AWAKE = "بیدار بمانید"


def edit(desk: Desk, release: str, text: str, language: str) -> int:
    return decisions.edit(desk, release, text.encode(), f"new.{language}.vtt", language=language, by=EDITOR).lines


def found(desk: Desk, words: str) -> list[tuple[str, int | None]]:
    return [(hit.release, hit.start_ms) for hit in questions.find(desk, Question(words=f'"{words}"'))]


def verdict(desk: Desk, words: str) -> str:
    (checked,) = questions.check_quotations(desk, [Asked(text=words)])
    return checked.verdict


def words_of(desk: Desk, release: str, language: str) -> list[str]:
    return [cue.text for cue in desk.catalogue.told(release, language).cues]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("fa", "چراغ اسکله روشن", "فانوس بزرگ بارانداز خاموش"), ("en", "lamp of the quay", "lantern of the great pier")],
)
def test_corrected_words_are_found_and_checked_at_once(
    desk: Desk, talk: str, language: str, before: str, after: str
) -> None:
    text = PERSIAN if language == "fa" else ENGLISH
    assert (found(desk, before), found(desk, after)) == ([(talk, 1000)], [])
    assert edit(desk, talk, text.replace(before, after), language) == 1
    assert (found(desk, before), found(desk, after)) == ([], [(talk, 1000)])
    assert verdict(desk, after) == "verbatim"
    assert verdict(desk, before) != "verbatim"


def test_two_edits_in_a_row_each_count_from_the_text_before_them(desk: Desk, talk: str) -> None:
    once = ENGLISH.replace("It is your hands", "Hands of yours")
    assert edit(desk, talk, once, "en") == 1
    twice = once.replace("The lamp of the quay is lit", "The lamp is out")
    assert edit(desk, talk, twice, "en") == 1
    assert edit(desk, talk, twice, "en") == 0
    assert words_of(desk, talk, "en") == ["Hands of yours that kept this port", "The lamp is out"]
    assert overview.show(desk, talk).translations[0].corrected == 2


def test_another_speaker_and_an_inserted_one_are_kept(desk: Desk, talk: str) -> None:
    head, first, second = PERSIAN.strip().split("\n\n")
    times, words = first.split("\n", maxsplit=1)
    inserted = f"00:00:00.900 --> 00:00:01.000\n<v Zed>{AWAKE}"
    assert edit(desk, talk, f"{head}\n\n{times}\n<v Carol>{words}\n\n{inserted}\n\n{second}\n", "fa") == 2
    assert [cue.speaker for cue in desk.catalogue.told(talk, "fa").cues[:2]] == ["Carol", "Zed"]


def test_lines_are_inserted_and_removed(desk: Desk, talk: str) -> None:
    head, first, second = PERSIAN.strip().split("\n\n")
    inserted = f"00:00:00.900 --> 00:00:01.000\n{AWAKE}"
    edit(desk, talk, f"{head}\n\n{first}\n\n{inserted}\n\n{second}\n", "fa")
    assert words_of(desk, talk, "fa")[1] == AWAKE
    edit(desk, talk, f"{head}\n\n{inserted}\n\n{second}\n", "fa")
    assert words_of(desk, talk, "fa") == [AWAKE, "چراغ اسکله روشن است"]
    assert found(desk, "نگه داشته است") == []
    assert found(desk, AWAKE) == [(talk, 900)]


def test_a_translation_stands_while_its_transcript_is_corrected(desk: Desk, talk: str) -> None:
    edit(desk, talk, PERSIAN.replace("شما", "ما"), "fa")
    assert words_of(desk, talk, "en")[0] == "It is your hands that kept this port"


def test_a_machines_newer_result_does_not_displace_a_correction(desk: Desk, talk: str) -> None:
    edit(desk, talk, PERSIAN.replace("چراغ", "فانوس"), "fa")
    newer = Transcript(
        cues=desk.catalogue.told(talk, "fa").cues[:1], language="fa", written_by="a machine", machine=True
    )
    capture = desk.catalogue.capture(talk)
    desk.ledger.append([desk.steps.entry(doors.TRANSCRIBE, talk, "hearing@1", newer, capture)])
    assert words_of(desk, talk, "fa")[1] == "فانوس اسکله روشن است"
    shown = overview.show(desk, talk).transcript
    assert shown is not None
    assert (shown.needs_review, shown.corrected) == (True, 1)


def test_an_edit_makes_an_approved_text_a_draft_again(desk: Desk, talk: str) -> None:
    def status() -> str:
        return overview.show(desk, talk).translations[0].status

    assert status() == "draft"
    decisions.approve_lines(desk, talk, "en", EDITOR)
    assert status() == f"approved by {EDITOR}"
    edit(desk, talk, ENGLISH.replace("lamp", "lantern"), "en")
    assert status() == "draft"
    decisions.approve_lines(desk, talk, "en", EDITOR)
    assert status() == f"approved by {EDITOR}"


def test_a_rejected_match_is_not_offered_again_from_either_side(desk: Desk, twins: tuple[str, str]) -> None:
    one, two = twins

    def seen(release: str) -> set[str]:
        segments = questions.match_release(desk, release).segments
        return {match.release for segment in segments for match in segment.matches}

    assert (seen(one), seen(two)) == ({two}, {one})
    decisions.decide_match(desk, one, two, "match rejected", EDITOR)
    assert (seen(one), seen(two)) == (set(), set())


def test_a_match_can_only_be_decided_of_footage(desk: Desk, talk: str) -> None:
    with pytest.raises(Unknown, match="has no prints"):
        decisions.decide_match(desk, talk, talk, "match confirmed", EDITOR)


def test_what_is_withdrawn_is_in_no_answer(desk: Desk, talk: str, twins: tuple[str, str]) -> None:
    assert verdict(desk, "The lamp of the quay is lit") == "verbatim"
    for release in (talk, twins[0]):
        decisions.withdraw(desk, release, by=EDITOR, reason=None, erase=False)
    assert found(desk, "lamp of the quay") == []
    assert verdict(desk, "The lamp of the quay is lit") == "not found"
    segments = questions.match_release(desk, twins[1]).segments
    assert {segment.verdict for segment in segments} <= {"not in this archive", "undecidable"}
    assert [listed.release for listed in overview.releases(desk)] == [twins[1]]
    archive: Archive = questions.archive(desk)
    assert (archive.summary.releases, archive.summary.words) == (1, 0)
    assert keeping.verify(desk).damages == ()


def bytes_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_erased_is_gone_from_every_file_and_leaves_a_tombstone(desk: Desk, tmp_path: Path) -> None:
    secret, words = "zanzibarquux", "The zanzibarquux of the harbour is never to be named"
    path = write(tmp_path / "in" / "private.vtt", ENGLISH.replace("The lamp of the quay is lit", words))
    release = take_in(desk, path, title=f"About {secret}", language="en")
    edit(desk, release, path.read_text(encoding="utf-8").replace("never", "not"), "en")
    other = take_in(desk, write(tmp_path / "in" / "public.vtt", ENGLISH))
    assert secret.encode() in bytes_under(desk.folder)

    with pytest.raises(InputError, match="without a reason"):
        decisions.withdraw(desk, release, by=EDITOR, reason=None, erase=True)
    erasure = decisions.withdraw(desk, release, by=EDITOR, reason="court order", erase=True).erasure
    assert erasure is not None
    assert (erasure.release, erasure.by, erasure.reason) == (release, EDITOR, "court order")
    desk.close()

    assert secret.encode() not in bytes_under(desk.folder)
    with Desk(desk.folder) as opened:
        assert keeping.verify(opened).damages == ()
        assert [listed.release for listed in overview.releases(opened)] == [other]
        assert found(opened, secret) == []
        keeping.rebuild(opened)
        assert found(opened, "lamp of the quay") == [(other, 1000)]


def test_one_line_of_many_is_erased_and_the_others_stay(desk: Desk, tmp_path: Path) -> None:
    lines = tmp_path / "talks.jsonl"
    lines.write_text(
        '{"id": "a", "text": "zanzibarquux is here"}\n{"id": "b", "text": "the lamp of the quay is lit"}\n'
    )
    added = [one for one in add_lines(desk, lines, Given()) if isinstance(one, Added)]
    work_through(desk, [one.release for one in added])
    decisions.withdraw(desk, "a", by=EDITOR, reason="court order", erase=True)
    assert [release for release, _ in found(desk, "lamp of the quay")] == ["b"]
    desk.close()
    assert b"zanzibarquux" not in bytes_under(desk.folder)
    with Desk(desk.folder) as opened:
        assert keeping.verify(opened).damages == ()
        opened.work("b")
