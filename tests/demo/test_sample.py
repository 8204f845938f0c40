"""The sample: its texts agree with its films, and the films are what the story says of them."""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import parse  # our own file

import av
import numpy as np
import numpy.typing as npt
import pytest

from onrecord.background.engines.yaml import YamlKeeper
from onrecord.demo.sample import Sample, make_sample
from onrecord.demo.sample.film import Studio
from onrecord.demo.sample.speech import Line, in_hall, lines, syllables
from onrecord.demo.sample.takes import NEW, OLD, Take
from onrecord.dispatch import read_draft

HALL = {"speaker", "audience", "gallery", "delegates", "close"}
CAPTIONS = {
    "assembly-1999.fa.vtt": OLD,
    "words-kept.fa.vtt": NEW,
    "words-kept.en.vtt": NEW,
}

Frame = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def reports() -> list[tuple[str, float]]:
    return []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[str, float]]) -> Sample:
    return make_sample(tmp_path_factory.mktemp("demo") / "sample", lambda what, share: reports.append((what, share)))


def take_at(film: tuple[Take, ...], ms: int) -> Take:
    return next(take for take in film if take.start_ms <= ms < take.end_ms)


def grey_at(video: Path, *seconds: float) -> list[Frame]:
    """The frames shown at these seconds, as grey pictures."""
    frames = dict.fromkeys(sorted(round(second * 25) for second in seconds))
    found: dict[int, Frame] = {}
    with av.open(str(video)) as film:
        (stream,) = film.streams.video
        for number in frames:
            film.seek(number * 40_000)  # microseconds
            shown = next(frame for frame in film.decode(stream) if frame.time >= number / 25 - 0.001)
            found[number] = shown.to_ndarray(format="gray").astype(np.float32)
    return [found[round(second * 25)] for second in seconds]


def inner(frame: Frame) -> Frame:
    """The picture of the hall between the black bars of a wide film."""
    return frame[:, 80:560]


# --- the texts and the shot lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize("film", [OLD, NEW])
def test_takes_follow_each_other_on_whole_drawings(film: tuple[Take, ...]) -> None:
    assert film[0].start_ms == 0
    assert all(before.end_ms == after.start_ms for before, after in pairwise(film))
    assert all((take.end_ms - take.start_ms) % 40 == 0 for take in film)


@pytest.mark.parametrize(("name", "film"), CAPTIONS.items())
def test_captions_are_in_order_and_inside_the_film(name: str, film: tuple[Take, ...]) -> None:
    captions = lines(name)
    assert all(line.start_ms < line.end_ms <= film[-1].end_ms for line in captions)
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(captions))
    assert all(line.speaker for line in captions)


@pytest.mark.parametrize("name", ["words-kept.fa.vtt", "words-kept.en.vtt"])
def test_the_speech_is_heard_over_the_hall_and_the_narrator_over_today(name: str) -> None:
    speakers = {line.speaker: [] for line in lines(name)}  # type: dict[str, list[str]]
    for line in lines(name):
        speakers[line.speaker] += [take_at(NEW, line.start_ms).scene, take_at(NEW, line.end_ms - 1).scene]
    narrated, spoken = speakers.values()
    assert set(narrated) == {"harbour", "street"}
    assert set(spoken) == HALL


def test_the_translation_has_a_line_for_every_line() -> None:
    persian, english = lines("words-kept.fa.vtt"), lines("words-kept.en.vtt")
    assert [(line.start_ms, line.end_ms) for line in persian] == [(line.start_ms, line.end_ms) for line in english]
    assert all(re.search("[\u0600-\u06ff]", line.text) for line in persian)
    assert all(line.text.isascii() for line in english)


def test_the_shared_lines_stand_where_the_shared_takes_stand() -> None:
    early = {line.text: line.start_ms for line in lines("assembly-1999.fa.vtt")}
    shared = [line for line in lines("words-kept.fa.vtt") if line.text in early]
    assert [line.start_ms - early[line.text] for line in shared] == [8_000] * 3
    assert {take_at(NEW, line.start_ms).scene for line in shared} == {"speaker", "audience"}


def test_what_was_never_shown_has_no_take_in_the_old_film() -> None:
    assert not {take.scene for take in OLD} & {"gallery", "delegates", "close"}


def test_the_dispatch_quotes_lines_where_they_are_said(sample: Sample) -> None:
    text = sample.dispatch.read_text(encoding="utf-8").replace("{new}", "new1").replace("{old}", "old1")
    draft = read_draft(text, "dispatch.md")
    assert draft.about == ("new1",)
    starts, ends = ({getattr(line, end) for line in lines("words-kept.en.vtt")} for end in ("start_ms", "end_ms"))
    quoted = [reference for reference in draft.references if reference.kind == "quote"]
    assert len(quoted) == 4
    for reference in quoted:
        assert reference.start_ms in starts
        assert reference.end_ms in ends
    unseen = {take_at(NEW, reference.start_ms or 0).scene for reference in draft.references if reference.kind == "clip"}
    assert unseen == {"gallery"}


def test_the_article_alters_one_quotation_and_keeps_the_others(sample: Sample) -> None:
    english = " ".join(line.text for line in lines("words-kept.en.vtt"))
    quoted = re.findall("“([^”]+)”", sample.article.read_text(encoding="utf-8").split("<h1")[1])
    said = [quotation for quotation in quoted if all(part.strip(" ,") in english for part in quotation.split("…"))]
    assert len(said) == 3
    assert quoted[0] == "You Are a Source of Pride for This Port,"
    assert quoted[0] not in said


def test_the_background_knows_who_the_dispatch_names(sample: Sample) -> None:
    cards = YamlKeeper().load(sample.background).cards
    assert {card.kind for card in cards} == {"person", "organisation", "event"}
    dispatch = sample.dispatch.read_text(encoding="utf-8").replace("\n", " ")
    assert all(any(name.text in dispatch for name in card.names if name.language == "en") for card in cards)


def test_the_feed_lists_the_new_film(sample: Sample) -> None:
    item = parse(sample.feed).find("channel/item")  # noqa: S314  # our own file
    assert item is not None
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib["url"] == f"{{address}}/{sample.new_video.name}"


def test_the_words_about_the_films_name_their_dates_apart(sample: Sample) -> None:
    old, new = (
        json.loads(video.with_suffix(".info.json").read_text("utf-8")) for video in (sample.old_video, sample.new_video)
    )
    assert (old["upload_date"], new["upload_date"]) == ("20090602", "20240320")
    assert old["language"] == new["language"] == "fa"


def test_syllables_fill_their_line_in_order() -> None:
    parts = list(syllables(Line(1_000, 3_000, "", "سخن کوتاهی دارم.")))
    assert parts[0].start_ms == 1_000
    assert parts[-1].end_ms <= 3_000
    assert all(before.end_ms <= after.start_ms + 1e-6 for before, after in pairwise(parts))
    assert in_hall()[0].start_ms == 6_400


# --- the films -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("film", "size", "seconds"),
    [(lambda made: made.old_video, (480, 360), 40), (lambda made: made.new_video, (640, 360), 60)],
    ids=["old", "new"],
)
def test_a_film_has_its_size_length_and_streams(
    sample: Sample, film: Callable[[Sample], Path], size: tuple[int, int], seconds: int
) -> None:
    with av.open(str(film(sample))) as opened:
        (video,), (audio,) = opened.streams.video, opened.streams.audio
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (video.width, video.height) == size
        assert video.average_rate == Fraction(25)
        assert video.frames == seconds * 25
        assert opened.duration == pytest.approx(seconds * 1_000_000, abs=100_000)


def test_the_sample_is_small(sample: Sample) -> None:
    files = list(sample.new_video.parent.rglob("*"))
    assert sum(file.stat().st_size for file in files if file.is_file()) < 6_000_000


def test_progress_goes_up_to_the_whole(sample: Sample, reports: list[tuple[str, float]]) -> None:
    assert sample.new_video.exists()
    shares = [share for _, share in reports]
    assert shares[0] < 0.1
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)


def test_the_shared_part_is_the_same_drawing(sample: Sample) -> None:
    early = grey_at(sample.old_video, 7, 9.48, 12, 14.9, 16, 17.9)
    late = grey_at(sample.new_video, 15, 17.48, 20, 22.9, 24, 25.9)
    for before, after in zip(early, late, strict=True):
        assert np.abs(before[60:] - inner(after)[60:]).mean() < 3  # below the emblem; the rest is the encoders' noise
        assert not after[:, :76].std() > 2


def test_the_part_never_shown_is_like_nothing_in_the_old_film(sample: Sample) -> None:
    early = grey_at(sample.old_video, *range(1, 40, 2))
    for frame in grey_at(sample.new_video, 36, 41, 45, 50, 53):
        assert min(np.abs(inner(frame) - other).mean() for other in early) > 18


def test_the_pictures_are_pictures_and_move(sample: Sample) -> None:
    middles = [(take.start_ms + take.end_ms) / 2_000 for take in NEW]
    earlier, later = (grey_at(sample.new_video, *(at + wait for at in middles)) for wait in (0, 1))
    for first, second in zip(earlier, later, strict=True):
        assert first.std() > 20
        assert np.abs(first - second).max() > 20


@pytest.mark.parametrize("film", [lambda made: made.old_video, lambda made: made.new_video], ids=["old", "new"])
def test_the_sound_is_never_silent_for_long_and_never_clips(sample: Sample, film: Callable[[Sample], Path]) -> None:
    with av.open(str(film(sample))) as opened:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in opened.decode(audio=0)])
    seconds = sound[: len(sound) // 24_000 * 24_000].reshape(-1, 24_000)
    loudness = np.sqrt((seconds**2).mean(axis=1))
    assert loudness.min() > 0.004
    assert loudness.max() > 0.1
    assert np.abs(sound).max() < 1


def test_two_studios_draw_the_same() -> None:
    for name, ms in (("speaker", 8_000), ("street", 1_000)):
        first, second = (Studio().scene(name).picture(ms).tobytes() for _ in range(2))  # type: ignore[arg-type]  # names of scenes
        assert first == second
