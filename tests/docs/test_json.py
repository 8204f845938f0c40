"""docs/json.md shows an answer of every verb, whose fields are those that the verb really gives."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.docs.commands import verbs
from tests.docs.conftest import Answers
from tests.docs.pages import blocks, page

PAGE: Final = page("docs/json.md")
SECTION: Final = re.compile(r"^### (.+?)$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)

Shape = Any
"""What is left of an answer without its values: `{name: shape}`, `[shape]`, or None."""


def examples() -> dict[str, list[dict[str, Any]]]:
    """The documents of each section, by the verbs that its heading names."""
    found = {}
    for heading, text in SECTION.findall(PAGE):
        (block,) = blocks(text)
        for verb in re.findall(r"`([^`]+)`", heading):
            found[verb] = list(_documents(block.text))
    return found


def _documents(text: str) -> Iterator[dict[str, Any]]:
    while text := text.lstrip():
        document, end = json.JSONDecoder().raw_decode(text)
        yield document
        text = text[end:]


EXAMPLES: Final = examples()


def shape(answer: object) -> Shape:
    """The names of an answer, all the way down; the items of a list are taken together."""
    if isinstance(answer, dict):
        return {name: shape(value) for name, value in answer.items()}
    if isinstance(answer, list) and answer:
        together: Shape = None
        for item in answer:
            together = joined(together, shape(item))
        return [together]
    return None


def joined(one: Shape, other: Shape) -> Shape:
    """Two shapes as one; None is no shape at all."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {name: joined(one.get(name), other.get(name)) for name in {**one, **other}}
    if isinstance(one, list) and isinstance(other, list):
        return [joined(one[0], other[0])]
    return one if other is None else other


def differences(shown: Shape, real: Shape, where: str) -> Iterator[str]:
    """Where one has a field that the other has not. What is null or empty in either can't be compared below that."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for name in sorted(shown.keys() ^ real.keys()):
            yield f"{where}.{name} is only in the {'page' if name in shown else 'answer'}"
        for name in shown.keys() & real.keys():
            yield from differences(shown[name], real[name], f"{where}.{name}")
    elif isinstance(shown, list) and isinstance(real, list):
        yield from differences(shown[0], real[0], f"{where}[]")


def test_every_verb_has_an_example() -> None:
    with_json = {verb.name for verb in verbs() if any("--json" in option.opts for option in verb.options)}
    assert with_json <= EXAMPLES.keys()


# The demo draws films first: its journey holds its answer against the page.
@pytest.mark.parametrize("verb", [verb for verb in EXAMPLES if verb != "demo"])
def test_the_example_has_the_fields_of_a_real_answer(answers: Answers, verb: str) -> None:
    assert list(differences(shape(EXAMPLES[verb]), shape(answers[verb]), verb)) == []
    assert all(document["schema"] == 1 for document in (*EXAMPLES[verb], *answers[verb]))


def test_the_real_answers_are_rich_enough_to_be_held_against(answers: Answers) -> None:
    matched = answers["match"][0]["segments"]
    assert [segment["verdict"] for segment in matched] == ["not in this archive", "seen"]
    (headline, body) = answers["check"][0]["quotations"]
    assert (headline["verdict"], body["verdict"]) == ("altered", "verbatim")
    assert all(one["sources"][0]["original"] for one in (headline, body))
    assert headline["body"]["edits"]
    assert answers["spread"][0]["passages"][0]["edits"]
    assert answers["watch run"][0]["added"]
    assert answers["article"][0]["credit"]
