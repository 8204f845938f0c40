"""What a reader should look at: context in ten languages, cut negations, and words that a machine was not sure of."""

# ruff: noqa: RUF001  # letters of other scripts are what is tested

from dataclasses import replace

import pytest

from onrecord.check import Spoken, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.check.flags import flags as check_flags
from onrecord.check.governing import LANGUAGES, governing
from onrecord.records import Asked, Checked, Cue, Transcript
from tests.check.conftest import archive_of, spoken


def raised(checker: AlignmentChecker, line: str, quoted: str, language: str | None) -> list[tuple[str, str]]:
    record = archive_of(replace(spoken("one", [line]), language=language))
    found = check(checker, Asked(text=quoted), record)
    assert found.verdict == "verbatim"
    return [(flag.kind, flag.text) for flag in found.flags]


@pytest.mark.parametrize(
    ("language", "line", "quoted", "text"),
    [
        ("en", "I don't accept that the quay is lost.", "the quay is lost", "I don't accept that"),
        ("en", "We hope that the quay is rebuilt by May.", "the quay is rebuilt", "We hope that"),
        ("en-GB", "We keep the quay unless the tide takes it.", "We keep the quay", "unless the tide takes it"),
        ("en", "They believe that\n\nthe quay is lost.", "the quay is lost", "They believe that"),
        ("fr", "Nous ne croyons pas que le port est perdu.", "le port est perdu", "Nous ne croyons pas que"),
        ("fr", "S'il est vendu, si le port ferme, nous partirons.", "le port ferme", "S'il est vendu, si"),
        ("de", "Sie behaupten, dass der Hafen verloren ist.", "der Hafen verloren ist", "Sie behaupten, dass"),
        ("de", "Wir verkaufen den alten Hafen nicht.", "Wir verkaufen den alten Hafen", "nicht"),
        ("es", "Dicen que el puerto está perdido.", "el puerto está perdido", "Dicen que"),
        ("es", "Nos iremos si el puerto se cierra.", "el puerto se cierra", "Nos iremos si"),
        ("ru", "Они утверждают, что порт потерян.", "порт потерян", "Они утверждают, что"),
        ("ru", "Мы уедем, если порт закроют.", "порт закроют", "Мы уедем, если"),
        ("tr", "Bu liman satılık değil.", "Bu liman satılık", "değil"),
        ("tr", "Eğer liman kapanırsa gideriz.", "liman kapanırsa gideriz", "Eğer"),
        ("fa", "می‌گویند که بندر از دست رفته است.", "بندر از دست رفته است", "می‌گویند که"),
        ("fa", "ما این بندر را نمی‌فروشیم.", "ما این بندر را", "نمی‌فروشیم"),
        ("ar", "لم نقل إن الميناء ضاع.", "الميناء ضاع", "لم نقل إن"),
        ("ar", "سنرحل إذا أغلق الميناء", "أغلق الميناء", "سنرحل إذا"),
        ("he", "הם טוענים כי הנמל אבוד.", "הנמל אבוד", "הם טוענים כי"),
        ("he", "אם הנמל ייסגר נעזוב.", "הנמל ייסגר נעזוב", "אם"),
        ("ur", "وہ کہتے ہیں کہ بندرگاہ بند ہے", "بندرگاہ بند ہے", "وہ کہتے ہیں کہ"),
        ("ur", "اگر بندرگاہ بند ہوئی تو ہم جائیں گے", "بندرگاہ بند ہوئی", "اگر"),
        (None, "Они говорят, что порт потерян.", "порт потерян", "Они говорят, что"),
    ],
)
def test_context_in_each_language(
    checker: AlignmentChecker, language: str | None, line: str, quoted: str, text: str
) -> None:
    assert raised(checker, line, quoted, language) == [("context", text)]


@pytest.mark.parametrize(
    ("language", "line", "quoted"),
    [
        ("en", "They asked us. The quay is ours.", "The quay is ours"),
        ("en", "A quay that we built is ours to keep.", "we built is ours"),
        ("en", "We want a quay, not a wall.", "We want a quay"),
        ("de", "Wir wollen Frieden, nicht Krieg.", "Wir wollen Frieden"),
        ("es", "El puerto que tenemos es nuestro.", "tenemos es nuestro"),
        ("ar", "إن صبر أهل الجزيرة مصدر فخر", "صبر أهل الجزيرة"),
        ("sv", "Om hamnen stängs går vi inte.", "hamnen stängs"),
        ("en", "They claim it\n\nThe quay is ours", "The quay is ours"),
    ],
)
def test_no_context_where_nothing_governs(checker: AlignmentChecker, language: str, line: str, quoted: str) -> None:
    assert raised(checker, line, quoted, language) == []


def test_lists_are_of_words_as_they_are_compared() -> None:
    for words in LANGUAGES.values():
        assert words.negations
        assert words.conditions
        assert words.reports
        assert words.that
    assert governing("xx").negations == frozenset()
    assert governing("EN_us") == LANGUAGES["en"]


def test_of_a_long_cut_what_stands_at_the_negation_is_shown(checker: AlignmentChecker) -> None:
    line = (
        "We keep the quay for the ferrymen and the bakers and the keepers of the lights, and we will never sell any of"
        " it to the mill or to the men who came from the city last spring, as long as the river runs."
    )
    found = check(checker, Asked(text="We keep the quay … as long as the river runs"), archive_of(spoken("x", [line])))
    (flag,) = found.flags
    assert (flag.kind, flag.text) == ("cut negation", "of the lights, and we will never sell any of it to")


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("and to the bakers. We will not sell it. {} The lamps are lit", []),
        ("and not to the bakers. We sell it. {} The lamps are lit", ["and not to the bakers. We sell it."]),
        ("and to the bakers. We sell it. {} Nor, never, are the lamps lit", ["Nor, never, are the lamps lit"]),
        ("and to the bakers who came by the long road over the hills, but never sold it. {} The lamps are lit", []),
    ],
)
def test_of_a_long_cut_only_what_is_near_what_is_quoted_counts(said: str, flags: list[str]) -> None:
    between = (
        "There is the mill, which has no roof. There is the weir, and nobody mends it. The long road goes on. " * 3
    )
    text = f"We keep the quay for the ferrymen {said.format(between)} as long as the river runs past the town."
    record = replace(spoken("x", [text]), language="en")
    end = len(record.words)
    found = list(check_flags(record, 0, end, [(7, end - 9)]))
    assert {flag.kind for flag in found} <= {"cut negation"}
    assert len(found) == len(flags)
    assert all(words in flag.text for flag, words in zip(found, flags, strict=True))


# --- words that a machine was not sure of ---------------------------------------------------------------------------

LINE = "The council voted eleven times for the great water and nobody laid a single brick"
NEXT = "We asked the islands for patience and they gave us bread"


def heard(*doubtful: str) -> Spoken:
    """A machine's transcript of two lines, in the first of which these words are doubtful."""
    spans = tuple((LINE.index(words), LINE.index(words) + len(words)) for words in doubtful)
    cues = (Cue(text=LINE, start_ms=0, end_ms=9_000, doubtful=spans), Cue(text=NEXT, doubtful=()))
    return Spoken.of_transcript("m", "r-m", Transcript(cues=cues, language="en", machine=True))


def checked(checker: AlignmentChecker, spoken: Spoken, quoted: str) -> Checked:
    return check(checker, Asked(text=quoted), archive_of(spoken))


@pytest.mark.parametrize(
    ("doubtful", "quoted", "verdict", "flags"),
    [
        (["great water"], "voted eleven times for the breakwater and nobody laid", "verbatim", ["great water"]),
        (["great"], "voted eleven times for the gray water and nobody laid", "verbatim", ["great"]),
        (["brick"], "and nobody laid a single trick", "verbatim", ["brick"]),
        (["great"], "voted eleven times for the great water", "verbatim", ["great"]),
        (["eleven", "brick"], "The council voted seven times … nobody laid a single brick", "elided", ["eleven"]),
        (["great water"], "nobody laid a single brick. We asked the islands", "verbatim", []),
        (["great"], "We asked the islands for patience", "verbatim", []),
        (["great"], "voted twelve times for the gray water and nobody laid", "altered", ["great"]),
        (["great"], "voted eleven times for the water and nobody laid", "altered", ["great"]),
        (["great"], "voted eleven times for the very long and expensive water and nobody laid", "altered", []),
        ([], "voted eleven times for the breakwater and nobody laid", "altered", []),
    ],
)
def test_a_doubtful_word_is_heard_and_not_altered(
    checker: AlignmentChecker, doubtful: list[str], quoted: str, verdict: str, flags: list[str]
) -> None:
    found = checked(checker, heard(*doubtful), quoted)
    assert found.verdict == verdict
    if verdict != "altered":
        assert [flag.kind for flag in found.flags] == ["uncertain transcript"] * len(flags)
        assert found.edits == ()
    for flag, word in zip([flag for flag in found.flags if flag.kind == "uncertain transcript"], flags, strict=False):
        assert f"“{word}”" in flag.text


def test_a_text_whose_machine_said_nothing_is_flagged_as_a_whole(checker: AlignmentChecker) -> None:
    found = checked(checker, spoken("x", [LINE], machine=True), "voted eleven times for the great water")
    assert [flag.text for flag in found.flags] == ["A machine wrote this text; listen to the passage."]


def test_a_doubtful_word_stays_doubtful_in_a_text_of_many_lines(checker: AlignmentChecker) -> None:
    cues = tuple(Cue(text=f"{NEXT} {number}", doubtful=()) for number in range(20))
    last = Cue(text="Then the tide took the lantern", doubtful=((9, 13),))
    text = Spoken.of_transcript("m", "r-m", Transcript(cues=(*cues, last), machine=True))
    found = checked(checker, text, "Then the time took the lantern")
    assert (found.verdict, [flag.kind for flag in found.flags]) == ("verbatim", ["uncertain transcript"])
    assert "“tide”" in found.flags[0].text


@pytest.mark.parametrize(
    ("said", "quoted", "flagged"),
    [
        ("If the weather turns, we shall close the quay.", "we shall close the quay", "If the weather turns"),
        ("Unless they pay us, we shall close the quay.", "we shall close the quay", "Unless they pay us"),
        ("We shall close the quay only if they pay us.", "We shall close the quay", "only if they pay us"),
        ("If they pay us we rest. Now, we shall close the quay.", "we shall close the quay", None),
        ("We shall close the quay and if they pay us we rest.", "We shall close the quay", None),
    ],
)
def test_a_condition_before_its_comma_or_behind_only(
    checker: AlignmentChecker, said: str, quoted: str, flagged: str | None
) -> None:
    found = check(checker, Asked(text=quoted), archive_of(spoken("x", [said])))
    assert [flag.text for flag in found.flags if flag.kind == "context"] == ([flagged] if flagged else [])
