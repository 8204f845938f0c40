"""docs/errors.md names every error with its exit status, and README.md every exit status."""

import re
from collections.abc import Iterator

from onrecord import errors
from onrecord.errors import OnrecordError
from tests.docs.pages import ROOT, page

ROW = re.compile(r"^\| `(\w+)` \| (\d) \| .+ \| .+ \|$", re.MULTILINE)


def kin(error: type[OnrecordError]) -> Iterator[type[OnrecordError]]:
    """An error and all that are made from it, of those that onrecord defines."""
    if error.__module__.startswith("onrecord."):
        yield error
    for child in error.__subclasses__():
        yield from kin(child)


def test_every_error_is_named_with_its_exit_status() -> None:
    assert dict(ROW.findall(page("docs/errors.md"))) == {e.__name__: str(e.exit_status) for e in kin(OnrecordError)}


def test_no_error_is_defined_where_this_does_not_look() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {error.__name__ for error in kin(OnrecordError)}
    assert set(re.findall(rf"^class (\w+)\((?:{'|'.join(named)})\)", source, re.MULTILINE)) <= named


def test_the_tree_of_errors_draws_each() -> None:
    drawn = re.findall(r"^ {4}[\s│├└─]*([A-Z]\w+) ", errors.__doc__ or "", re.MULTILINE)
    assert sorted(drawn) == sorted(error.__name__ for error in kin(OnrecordError))


def test_the_readme_has_every_exit_status() -> None:
    documented = set(re.findall(r"^\| (\d+) \| .+ \|$", page("README.md"), re.MULTILINE))
    assert documented == {"0", "130", *(str(error.exit_status) for error in kin(OnrecordError))}
