"""Which files lie beside a release."""

import pytest

from onrecord.beside import belongs_to, is_caption, is_info


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("talk.vtt", "talk.mp4"),
        ("talk.SRT", "talk.mp4"),
        ("talk.ttml", "talk.mp4"),
        ("talk.fa.vtt", "talk.mp4"),
        ("talk.fa-IR.vtt", "talk.mp4"),
        ("talk.en-orig.vtt", "talk.mp4"),
        ("talk.fa.vtt", "talk.vtt"),
        ("a.b.fa.srt", "a.b.webm"),
        ("گفتگو.fa.vtt", "گفتگو.mp4"),
    ],
)
def test_captions_belong_to_the_release_of_their_name(beside: str, name: str) -> None:
    assert belongs_to(beside, name)


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("talk.vtt", "talk.vtt"),
        ("talk.srt", "talk.vtt"),
        ("talk.vtt", "talk.fa.vtt"),
        ("talk.mp4", "talk.webm"),
        ("talk.txt", "talk.mp4"),
        ("talks.fa.vtt", "talk.mp4"),
        ("talk.part2.vtt", "talk.mp4"),
        ("talk.2.fa.vtt", "talk.mp4"),
        ("talk.fa.vtt", "talk.info.json"),
        (".vtt", "talk.mp4"),
    ],
)
def test_other_files_do_not(beside: str, name: str) -> None:
    assert not belongs_to(beside, name)


def test_endings_are_known_in_any_case() -> None:
    assert is_caption("A.VTT")
    assert is_info("A.Info.JSON")
    assert not is_caption("vtt")
