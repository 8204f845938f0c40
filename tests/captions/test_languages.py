"""Language tags."""

import pytest

from onrecord.captions import direction, language_in_name, language_name, same_language


@pytest.mark.parametrize(
    "tag", ["fa", "fa-AF", "per", "FA", "ar", "ara", "he", "iw", "ur", "ps", "ckb", "dv", "az-Arab"]
)
def test_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "eng", "tr", "az", "ru", "zh-Hant", "ks-Deva"])
def test_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize("tag", [None, "und", "xx", ""])
def test_unknown_direction(tag: str | None) -> None:
    assert direction(tag) == "auto"


def test_names() -> None:
    assert language_name("fa-IR") == "Persian"
    assert language_name("heb") == "Hebrew"
    assert language_name("en", in_language="fa") == "انگلیسی"
    assert language_name("xx") == "xx"
    assert language_name("fa", in_language="xx") == "Persian"


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("speech.fa.vtt", "fa"),
        ("speech.en-US.srt", "en-US"),
        ("speech.fa-orig.vtt", "fa"),
        ("speech.vtt", None),
        ("fa.vtt", None),
        ("speech.mp4.vtt", None),
        ("speech.final.vtt", None),
        ("speech", None),
    ],
)
def test_language_in_name(name: str, tag: str | None) -> None:
    assert language_in_name(name) == tag


def test_same_language() -> None:
    assert same_language("fa-IR", "per")
    assert not same_language("fa", "ar")
