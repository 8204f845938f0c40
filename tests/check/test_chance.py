"""Chance at the sizes of real archives."""

import pytest

from onrecord.check.chance import CHANCE_LIMIT, Run, bits, choice_bits, expected, run_bits

_EVERYWHERE = 0.02  # of an archive's words: `the`, `of`
_COMMON = 0.001  # `people`, `world`
_USUAL = 0.0001  # `harbour`, `promise`
_RARE = 0.000001  # a name


def counts(shares: list[float], total: int) -> list[int]:
    return [round(share * total) for share in shares]


@pytest.mark.parametrize("total", [10**5, 10**6, 10**7, 10**8])
def test_a_sentence_is_no_chance_and_a_phrase_of_everyday_words_is_one(total: int) -> None:
    sentence = counts([_EVERYWHERE, _COMMON, _USUAL, _EVERYWHERE, _COMMON, _USUAL, _COMMON] * 2, total)
    phrase = counts([_EVERYWHERE, _COMMON, _EVERYWHERE, _EVERYWHERE], total)
    assert expected(run_bits(sentence, total), total) < CHANCE_LIMIT / 1000
    assert expected(run_bits(phrase, total), total) > 1


def test_a_headline_of_six_usual_words_is_told_from_chance_up_to_a_size() -> None:
    shares = [_USUAL, _COMMON, _EVERYWHERE, _USUAL, _COMMON, _USUAL]
    chances = {total: expected(run_bits(counts(shares, total), total), total) for total in (10**6, 10**7, 10**8)}
    assert chances[10**6] < chances[10**7] <= CHANCE_LIMIT < chances[10**8]


@pytest.mark.parametrize("total", [10**6, 10**7, 10**8])
def test_one_word_replaced_leaves_a_headline_of_rare_words_told(total: int) -> None:
    first, rest = counts([_USUAL, _RARE, _USUAL, _RARE], total), counts([_COMMON, _USUAL, _RARE], total)
    told = bits([Run(first), Run(rest, choice_bits(1, 1))], total)
    assert expected(told, total) <= CHANCE_LIMIT


def test_chance_in_proportion_does_not_fall_as_the_archive_grows() -> None:
    shares = [_USUAL, _COMMON, _EVERYWHERE, _USUAL]
    chances = [expected(run_bits(counts(shares, 10**power), 10**power), 10**power) for power in range(5, 9)]
    assert chances == sorted(chances)
