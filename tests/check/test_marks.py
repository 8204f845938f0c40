"""What is read from a quotation's ellipses and brackets."""

import pytest

from onrecord.check.marks import QuotedWord, read_marks


def shape(text: str) -> str:
    """The words: `~` before one that an ellipsis stands before, `[]` around a bracketed one."""
    return " ".join(_shape(word) for word in read_marks(text))


def _shape(word: QuotedWord) -> str:
    inner = f"[{word.folded}]" if word.bracketed else word.folded
    return f"~{inner}" if word.elided else inner


@pytest.mark.parametrize(
    "mark",
    [
        "...",
        "....",
        ". . .",
        ". . . .",
        "\u2026",
        "[...]",
        "[\u2026]",
        "(...)",
        "[. . .]",
        "\u22ef",
        "\u2026\u2026",
        "\u06d4\u06d4\u06d4",
        "\uff3b\u2026\uff3d",
        "\u060c \u2026",
        "\u2025",
        ".\u00a0.\u00a0.",
    ],
)
def test_every_form_of_ellipsis(mark: str) -> None:
    assert shape(f"one {mark} two") == "one ~two"
    assert shape(f"one{mark}two") == "one ~two"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one. two", "one two"),
        ("one.. two", "one two"),
        ("[one] two", "[one] two"),
        ("[T]he town", "[the] town"),
        ("we walk[ed] home", "we [walked] home"),
        ("one [two three] four", "one [two] [three] four"),
        ("one [... two] three", "one ~[two] three"),
        ("one [two", "one two"),
        ("one] two [", "one two"),
        ("\uff3bone\uff3d two", "[one] two"),
        (
            "\u0645\u0627 [\u0647\u0645\u0647] \u2026 \u0631\u0641\u062a\u06cc\u0645",
            "\u0645\u0627 [\u0647\u0645\u0647] ~\u0631\u0641\u062a\u06cc\u0645",
        ),
        ("\u2026", ""),
    ],
)
def test_marks(text: str, expected: str) -> None:
    assert shape(text) == expected


def test_a_word_in_part_bracketed_knows_the_letters_outside() -> None:
    (word,) = read_marks("un[re]done")
    assert (word.folded, word.outside) == ("unredone", ("un", "done"))


def test_words_point_to_the_quotation() -> None:
    text = "[T]he town \u2026 [sic] sang"
    assert [text[word.start : word.end] for word in read_marks(text)] == ["T]he", "town", "sic", "sang"]


@pytest.mark.parametrize("text", ["[" * 50_000 + "a", "[a]" * 20_000, ". . . " * 50_000 + "a", "." * 200_000])
def test_unbalanced_and_endless_marks_are_read_in_linear_time(text: str) -> None:
    assert len(read_marks(text)) <= 20_000
