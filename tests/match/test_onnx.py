"""Footage found by the descriptors of a network: here one of three layers, made on the spot."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from onrecord.engine import build
from onrecord.errors import InputError, Missing
from onrecord.match import Footage, Held, Shelf, Shelved, match, take_prints
from onrecord.match.engines.footage import FootageMatcher
from onrecord.match.engines.onnx import OnnxMatcher
from onrecord.prints import load
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import Match, Prints
from tests import films
from tests.match.conftest import SUMMARY, Bank

SIDE = 64
CELLS = 8


def network(path: Path, weights: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Path:
    """A network that looks at a picture of SIDE pixels in CELLS x CELLS cells, and weighs them."""
    cell = SIDE // CELLS
    nodes = [
        helper.make_node("AveragePool", ["picture"], ["cells"], kernel_shape=[cell, cell], strides=[cell, cell]),
        helper.make_node("Flatten", ["cells"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["descriptor"]),
    ]
    graph = helper.make_graph(
        nodes,
        "descriptor",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("descriptor", TensorProto.FLOAT, ["n", weights.shape[1]])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))
    return path


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cosine waves over the cells, without the mean."""
    waves = np.cos(np.pi * np.arange(CELLS)[:, None] * (np.arange(CELLS) + 0.5) / CELLS)
    both = np.einsum("ai,bj->ijab", waves, waves).reshape(CELLS * CELLS, -1)[:, 1:]
    return network(tmp_path_factory.mktemp("models") / "waves.onnx", np.tile(both, (3, 1)).astype(np.float32))


@pytest.fixture(scope="session")
def matcher(model: Path) -> OnnxMatcher:
    return OnnxMatcher(model=str(model), side=SIDE)


@pytest.fixture(scope="session")
def short(reels: Path) -> Path:
    """One second."""
    return films.write(reels / "short.mp4", films.scene(11, 1.0))


def prints(bank: Bank, by: OnnxMatcher, film: Path) -> Prints:
    """The prints of a film, taken once."""
    if (by.rule, film) not in bank.taken:
        reading = PyAvReader().read_media(film, bank.bench)
        bank.blobs.take_all(bank.bench.made())
        bank.taken[by.rule, film] = take_prints(by, bank.blobs.put(film.read_bytes()), reading, bank.bench)
        bank.blobs.take_all(bank.bench.made())
    return bank.taken[by.rule, film]


def seen(bank: Bank, by: OnnxMatcher, film: Path, folder: Path, **releases: Path) -> list[Match]:
    """What a film is found to be in an archive of these releases."""
    held = tuple(
        Held(release=name, title=name, published="2019-04-02", prints=prints(bank, by, one))
        for name, one in releases.items()
    )
    items = {one.prints.array: bank.blobs.open_path(one.prints.array) for one in held}
    Shelf(folder).add(items.items())
    archive = Footage(summary=SUMMARY, shelf=Shelved(folder=folder, items=tuple(items)), held=held)
    return [one for part in match(by, prints(bank, by, film), archive, bank.bench).segments for one in part.matches]


def test_a_part_of_an_older_film_is_found(bank: Bank, matcher: OnnxMatcher, hall: Path, tmp_path: Path) -> None:
    part = films.write(tmp_path / "part.mp4", films.scene(11, 3.0, at=4.0, size=(240, 180)), size=(240, 180))
    (found,) = seen(bank, matcher, part, tmp_path / "shelf", hall=hall)
    assert found.release == "hall"
    assert [found.start_ms, found.end_ms] == pytest.approx([4000, 7000], abs=250)


def test_mirrored_footage_is_found(
    bank: Bank, matcher: OnnxMatcher, mirrored: Path, hall: Path, tmp_path: Path
) -> None:
    (found,) = seen(bank, matcher, mirrored, tmp_path, hall=hall)
    assert found.mirrored


def test_codes_are_of_two_regions_twice_a_second_and_of_the_mirrored_ones(
    bank: Bank, matcher: OnnxMatcher, hall: Path
) -> None:
    channels = load(bank.blobs.open_path(prints(bank, matcher, hall).array)).channels
    pictures = channels["picture"]
    assert pictures.codes.shape == pictures.extra["mirrored"].shape == (40, 32)
    assert (pictures.times[::2] // 500).tolist() == list(range(20))
    assert pictures.extra["region"].tolist() == [0, 1] * 20
    assert len(channels["detail"].codes) > 100


def test_a_mirrored_picture_has_the_codes_that_were_kept_for_it(
    bank: Bank, matcher: OnnxMatcher, hall: Path, tmp_path: Path
) -> None:
    turned = films.write(tmp_path / "turned.mp4", (picture[:, ::-1] for picture in films.scene(11, 2.0)))
    straight = load(bank.blobs.open_path(prints(bank, matcher, hall).array)).channels["picture"]
    other = load(bank.blobs.open_path(prints(bank, matcher, turned).array)).channels["picture"]
    differing = np.unpackbits(straight.extra["mirrored"][: len(other.codes)].astype(np.uint8) ^ other.codes, axis=1)
    assert differing.sum(axis=1).max() < 30


def test_a_black_film_has_no_codes(bank: Bank, matcher: OnnxMatcher, tmp_path: Path) -> None:
    dark = films.write(tmp_path / "dark.mp4", films.flat(2.0))
    assert load(bank.blobs.open_path(prints(bank, matcher, dark).array)).channels["picture"].codes.shape == (0, 32)


def test_another_network_and_another_size_are_another_rule(matcher: OnnxMatcher, model: Path, tmp_path: Path) -> None:
    other = network(tmp_path / "other.onnx", np.ones((3 * CELLS * CELLS, 4), np.float32))
    rules = {OnnxMatcher(model=str(path), side=side).rule for path in (model, other) for side in (SIDE, 2 * SIDE)}
    assert len(rules) == 4
    assert OnnxMatcher(model=str(model), side=SIDE).rule == matcher.rule
    assert FootageMatcher().name not in {rule.partition("@")[0] for rule in rules}


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="name an image descriptor"):
        build("match", "onnx")
    with pytest.raises(Missing, match=r"put a file at .*gone\.onnx"):
        build("match", "onnx", {"model": str(tmp_path / "gone.onnx")})


def test_options_that_make_no_sense_are_told() -> None:
    for options in ({"side": 0}, {"side": 100_000}, {"mean": [0.5]}, {"std": [1.0, 0.0, 1.0]}):
        with pytest.raises(InputError, match="give a side"):
            build("match", "onnx", {"model": "some.onnx", **options})


def test_a_file_that_is_no_network_is_one_sentence(bank: Bank, short: Path, tmp_path: Path) -> None:
    (tmp_path / "text.onnx").write_text("no network", encoding="ascii")
    with pytest.raises(InputError, match="is no network in ONNX form"):
        prints(bank, OnnxMatcher(model=str(tmp_path / "text.onnx")), short)


def test_a_network_for_other_pictures_is_one_sentence(bank: Bank, model: Path, short: Path) -> None:
    with pytest.raises(InputError, match=r"does not take pictures of shape \(3, 32, 32\)"):
        prints(bank, OnnxMatcher(model=str(model), side=32), short)


def test_descriptors_that_are_no_numbers_are_one_sentence(bank: Bank, short: Path, tmp_path: Path) -> None:
    broken = network(tmp_path / "broken.onnx", np.full((3 * CELLS * CELLS, 4), np.nan, np.float32))
    with pytest.raises(InputError, match="no numbers"):
        prints(bank, OnnxMatcher(model=str(broken), side=SIDE), short)


def test_a_centre_is_taken_off(bank: Bank, model: Path, short: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "centre.npy", np.linspace(-0.2, 0.2, CELLS * CELLS - 1).astype(np.float32))
    centred = OnnxMatcher(model=str(model), side=SIDE, centre=str(tmp_path / "centre.npy"))
    plain = OnnxMatcher(model=str(model), side=SIDE)
    assert prints(bank, centred, short).by != prints(bank, plain, short).by
