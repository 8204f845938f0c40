"""Reading caption files: forms, encodings, odd times, markup."""

# ruff: noqa: RUF001  # captions in several scripts are what is tried

import time

import pytest

from onrecord.captions import read
from onrecord.captions.reading import MOST_BYTES
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Cue

PERSIAN = "من هميشه گفته ام که اين راه دشوار است\nو ما بايد با هم آن را طى کنيم"  # as Windows-1256 can hold it
ARABIC = "إن السلام لا يأتي إلا بالعدل\nوهذا ما قلناه دائما"
HEBREW = "אנחנו נמשיך לדבר עם כל מי שמוכן להקשיב\nוזה מה שאמרתי אתמול"
URDU = "ہم نے ہمیشہ کہا ہے کہ بات چیت ہی واحد راستہ ہے"
ENGLISH = "The harbour stays open\nfor every ship"


def srt(*texts: str) -> str:
    times = ((f"00:00:{2 * n:02d},000", f"00:00:{2 * n + 1:02d},500") for n in range(len(texts)))
    return "".join(f"{n}\n{a} --> {b}\n{t}\n\n" for n, ((a, b), t) in enumerate(zip(times, texts, strict=True), 1))


@pytest.mark.parametrize("text", [PERSIAN, ARABIC, HEBREW, URDU, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form(text: str, encoding: str) -> None:
    captions = read(srt(text).encode(encoding), "speech.srt")
    assert captions.cues == (Cue(text=text, start_ms=0, end_ms=1500),)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (PERSIAN, "cp1256", "speech.srt"),
        (PERSIAN, "cp1256", "speech.fa.srt"),
        (ARABIC, "cp1256", "speech.srt"),
        (ARABIC, "iso8859_6", "speech.srt"),
        (HEBREW, "cp1255", "speech.srt"),
        (HEBREW, "cp1255", "speech.he.srt"),
        ("Nous l’avons déjà dit hier\nà l’assemblée", "cp1252", "speech.srt"),
        ("Мы всегда говорили\nчто переговоры нужны", "cp1251", "speech.srt"),
    ],
)
def test_a_code_page_is_recognised_and_said(text: str, encoding: str, name: str) -> None:
    captions = read(srt(text).encode(encoding), name)
    assert captions.cues[0].text == text
    assert captions.notes == (f"read as {encoding}, which was assumed: it is not UTF-8 and does not say what it is",)


def test_a_few_broken_bytes_do_not_make_utf_8_something_else() -> None:
    captions = read(srt(PERSIAN, PERSIAN).encode() + b"\xff", "speech.fa.srt")
    assert captions.cues[0].text == PERSIAN
    assert captions.notes == ("1 characters are not valid UTF-8 and stand as �",)


def test_vtt_gives_its_language_and_its_voices() -> None:
    file = (
        "WEBVTT\nKind: captions\nLanguage: fa\n\nNOTE a --> b\nnot spoken\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\n<v.loud Mary Orr>Hi <00:00:01.500><c>there</c></v>\n"
        "<v Tom>Salt &amp; R&D &lt;3\n\n"
    )
    captions = read(file.encode(), "talk.vtt")
    assert captions.language == "fa"
    assert captions.notes == ()
    assert captions.cues == (
        Cue(text="Hi there", start_ms=1000, end_ms=2000, speaker="Mary Orr"),
        Cue(text="Salt & R&D <3", start_ms=1000, end_ms=2000, speaker="Tom"),
    )


def test_srt_keeps_numbers_that_are_words_and_drops_markup() -> None:
    file = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Born in</i>\n1979\n\n2\n00:00:03,000 --> 00:00:04,000\n2 < 3\n4"
    assert [cue.text for cue in read(file.encode(), "x.srt").cues] == ["Born in\n1979", "2 < 3\n4"]


def test_ttml_times_nest_and_speakers_are_agents() -> None:
    file = """<?xml version="1.0"?>
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="ur"
        xmlns:ttm="http://www.w3.org/ns/ttml#metadata" ttp:frameRate="25" ttp:tickRate="10">
     <head><metadata><ttm:agent xml:id="a"><ttm:name>Asma</ttm:name></ttm:agent></metadata></head>
     <body begin="10s"><div><!-- a remark -->
      <p begin="00:00:01.5" end="00:00:02:05" ttm:agent="a">one
         line<br/>and <span>two</span></p>
      <p><span begin="56f" end="3s">a</span><span begin="3s" end="4s">b</span></p>
      <p begin="40t" dur="500ms"><metadata>not spoken</metadata>ticks</p>
     </div></body></tt>"""
    captions = read(file.encode(), "x.xml")
    assert captions.language == "ur"
    assert captions.notes == ()
    assert captions.cues == (
        Cue(text="one line\nand two", start_ms=11500, end_ms=12200, speaker="Asma"),
        Cue(text="a", start_ms=12240, end_ms=13000),
        Cue(text="b", start_ms=13000, end_ms=14000),
        Cue(text="ticks", start_ms=14000, end_ms=14500),
    )


def test_plain_text_is_one_cue_character_for_character() -> None:
    text = f"  {PERSIAN}\r\n\r\n{ENGLISH} --> &amp; <b>\n"
    assert read(text.encode(), "speech.txt").cues == (Cue(text=text),)


def test_odd_times_are_mended_and_named() -> None:
    file = (
        "1\n00:00:05,000 --> 00:00:06,000\nlast\n\n2\n-00:00:01,000 --> 00:00:02,000\nfirst\n\n"
        "00:00:03,000 --> 00:00:01,000\nbackwards, without a number\n\n4\n00:xx --> 00:00:09,000\nlost\n\n"
        "5\n00:00:05,500 --> 00:00:07,000\nA --> B\n\n6\n00:00:08,000 --> 00:00:09,000\n\n"
    )
    captions = read(file.encode(), "x.srt")
    assert [(cue.text, cue.start_ms, cue.end_ms) for cue in captions.cues] == [
        ("first", 0, 2000),
        ("backwards, without a number", 3000, 3000),
        ("last", 5000, 6000),
        ("A --> B", 5500, 7000),
    ]
    assert captions.notes == (
        "line 6: a time before the beginning, taken as the beginning",
        "line 9: it ends before it starts, taken as the moment of its start",
        "line 13: '00:xx --> 00:00:09,000' is no pair of times, so the text under it is left out",
        "times without text under them, left out: 1",
        "lines that stood before an earlier one, put in order of time: 1",
        "lines that overlap an earlier one, kept as they are: 1",
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"WEBVTT\n\n9999999999:00:00.000 --> 9999999999:00:01.000\nfar\n\n00:01.000 --> 00:02.000\nnear\n", "x.vtt"),
        (b"1\n00:00:00,000 --> 241:00:00,000\nfar\n\n2\n00:00:01,000 --> 00:00:02,000\nnear\n", "x.srt"),
        (
            (
                b'<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="999999999999h" end="999999999999h">far</p>'
                b'<p begin="1s" end="2s">near</p></body></tt>'
            ),
            "x.ttml",
        ),
    ],
)
def test_a_time_that_no_recording_reaches_is_left_out_and_named(data: bytes, name: str) -> None:
    captions = read(data, name)
    assert captions.cues == (Cue(text="near", start_ms=1000, end_ms=2000),)
    assert captions.notes == ("lines later than 240:00:00.000, left out: 1",)


def test_notes_are_a_screenful_at_most() -> None:
    file = "".join(f"{n}\n-00:00:01,000 --> 00:00:02,000\nhello {n}\n\n" for n in range(1000))
    notes = read(file.encode(), "x.srt").notes
    assert len(notes) == 21
    assert notes[-1] == "and 980 more notes of this kind"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.vtt"),
        (b"", "empty.txt"),
        (b" \n\n", "blank.txt"),
        (b"WEBVTT\n\n", "no-cue.vtt"),
        (b"hello", "no-times.srt"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "picture.srt"),
        (b"<tt><p>", "cut.ttml"),
        (b"<html><tt >x</tt></html>", "page.ttml"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><tt>&a;</tt>', "entity.ttml"),
        (b"<tt><body>" + b"<div>" * 5000 + b"</div>" * 5000 + b"</body></tt>", "deep.ttml"),
        (b"[Script Info]\nTitle: x\n", "styled.ass"),
        (b'{"events": []}', "talk.json3"),
    ],
)
def test_what_holds_no_captions_is_refused_with_a_sentence(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    assert refused.value.subject == name


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(b"x" * (MOST_BYTES + 1), "huge.txt")


@pytest.mark.parametrize("piece", ["<a", "{\\", "&lt", "<v ", "\n", "<v a>b", "&#x110000;", "\u202a\u200e "])
def test_markup_bombs_are_read_in_time(piece: str) -> None:
    began = time.process_time()
    try:
        read(("1\n00:00:01,000 --> 00:00:02,000\nx" + piece * 500_000).encode(), "bomb.srt")
    finally:
        assert time.process_time() - began < 20


def test_a_hundred_thousand_lines_are_read_in_time() -> None:
    file = "".join(
        f"{n}\n{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d},000 --> 99:00:00,000\n{PERSIAN}\n\n"
        for n in range(20_000)
    )
    assert file.count("\n") == 100_000
    began = time.process_time()
    assert len(read(file.encode(), "x.srt").cues) == 20_000
    assert time.process_time() - began < 15
