"""docs/commands.md names every verb and every option."""

from onrecord.cli import MODULES
from tests.docs.commands import PAGE, verbs, written
from tests.docs.pages import page


def test_the_page_is_what_the_help_says() -> None:
    assert page(PAGE) == written(), "write it anew: python -m tests.docs.commands"


def test_every_verb_is_there() -> None:
    assert {verb.name.split()[0] for verb in verbs()} == {verb for named in MODULES.values() for verb in named}


def test_every_verb_and_option_says_what_it_is_for() -> None:
    for verb in verbs():
        assert verb.command.help, verb.name
        assert verb.command.example.startswith(f"onrecord {verb.name}"), verb.name
        assert [option.name for option in verb.options if not option.help and not option.show_default] == [], verb.name
