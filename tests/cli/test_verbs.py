"""Every verb says how it is called, answers in JSON, and is where the interface says that it is."""

import json
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from onrecord.cli import MODULES, main
from onrecord.cli.call import Verb
from tests.journeys.shell import Shell

PROMISED = (
    *("init", "watch", "add", "work", "releases", "show", "shots", "match", "article", "check", "quote", "search"),
    *("transcript", "clip", "edit", "decide", "withdraw", "dispatch", "spread", "verify", "rebuild", "backup"),
    *("restore", "engines", "demo", "works"),
)


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every verb, with those of its groups."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child is not None
        yield from leaves(child, (*path, name))


LEAVES = dict(leaves(main))


def test_the_promised_verbs_are_there_and_no_others() -> None:
    assert sorted(verb for verbs in MODULES.values() for verb in verbs) == sorted(PROMISED)


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_its_help_shows_an_example_that_calls_it(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"]).output
    example = shown.split("Example:")[1]
    assert f"onrecord {' '.join(path)}" in example


@pytest.mark.parametrize("path", [(), ("watch",), ("dispatch",)], ids=" ".join)
def test_a_list_of_verbs_is_not_cut(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"], terminal_width=80).output
    assert "..." not in shown.split("Commands:")[1]
    assert path == () or f"onrecord {path[0]} add" in shown or f"onrecord {path[0]} new" in shown


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_its_help_fits_80_columns(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"], terminal_width=80).output
    assert [line for line in shown.splitlines() if len(line) > 80 and "--head " not in line] == []


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_it_answers_in_json(path: tuple[str, ...]) -> None:
    verb = LEAVES[path]
    assert isinstance(verb, Verb)
    options = [param for param in verb.params if isinstance(param, click.Option)]
    assert path == ("demo",) or "--json" in {name for option in options for name in option.opts}


def test_nobodys_verb_is_refused() -> None:
    ended = CliRunner().invoke(main, ["fly"])
    assert (ended.exit_code, "No such command 'fly'" in ended.stderr) == (2, True)


QUESTIONS = [
    ("releases",),
    ("show", "{release}"),
    ("search", "lamp"),
    ("search", 'lamp" OR (NOT', "*"),
    ("transcript", "{release}"),
    ("transcript", "{release}", "--format", "json"),
    ("quote", "{release}", "0", "1"),
    ("check", "article.html"),
    ("check", "-"),
    ("article", "article.html"),
    ("spread", "article.html"),
    ("verify",),
    ("engines",),
    ("watch", "list"),
    ("dispatch", "list"),
    ("work", "--failed"),
    ("rebuild",),
]


@pytest.mark.parametrize("call", QUESTIONS, ids=" ".join)
def test_one_line_is_one_document_of_schema_1(worked: tuple[Shell, str], call: tuple[str, ...]) -> None:
    shell, release = worked
    arguments = [part.format(release=release) for part in call]
    ran = shell.ask(*arguments, "--json", stdin="“The lamp of the quay is lit,” she said.".encode())
    assert [answer["schema"] for answer in ran.answers] == [1]
    assert ran.err == ""
    shown = shell.ask(*arguments, stdin="“The lamp of the quay is lit,” she said.".encode())
    assert shown.out
    assert shown.err == ""


def test_many_quotations_are_answered_line_by_line_in_order(worked: tuple[Shell, str]) -> None:
    shell, release = worked
    lines = [
        b'{"id": "one", "text": "The lamp of the quay is lit", "speaker": "Mira Tolan"}',
        b"no json",
        b'{"id": "three", "text": 3}',
        b'{"id": "four", "text": "half of a character \\ud800"}',
        b"[]",
        b"null",
        b'{"id": "seven", "text": "Nobody ever said any such thing here"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ]
    (shell.folder / "asked.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    ran = shell.ask("check", "--quotations", "asked.jsonl", "--json", status=1)
    assert [answer.get("id") or f"error: {n}" for n, answer in enumerate(ran.answers, start=1)] == [
        *("one", "error: 2", "error: 3", "error: 4", "error: 5", "error: 6", "seven", "error: 8", "error: 9")
    ]
    assert [f"line {n}: " in answer["error"] for n, answer in enumerate(ran.answers, start=1) if "error" in answer] == [
        True
    ] * 7
    assert [error.split()[2] for error in ran.err.splitlines()] == ["2:", "3:", "4:", "5:", "6:", "8:", "9:"]
    first = ran.answers[0]
    assert (first["verdict"], first["attribution"]) == ("verbatim", "same")
    assert first["sources"][0]["release"] == release
    (shell.folder / "fine.jsonl").write_bytes(lines[0])
    assert "VERBATIM" in shell.ask("check", "--quotations", "fine.jsonl").out
    assert "VERBATIM" in shell.ask("check", "--quotations", "-", stdin=lines[0]).out


def test_a_quotation_that_is_too_long_is_an_answer_of_its_own(worked: tuple[Shell, str]) -> None:
    shell, _ = worked
    long = json.dumps({"id": "long", "text": "lamp " * 30_000})
    endless = '{"text": "' + "l" * 5_000_000
    last = '{"id": "last", "text": "The lamp of the quay is lit"}'
    asked = f"{long}\n{endless}\n{last}".encode()
    ran = shell.ask("check", "--quotations", "-", "--json", stdin=asked, status=1)
    assert "more than 20000 words" in ran.answers[0]["error"]
    assert "line 2: is no quotation" in ran.answers[1]["error"]
    assert ran.answers[2]["id"] == "last"


def test_the_list_of_verbs_says_of_each_what_it_says_of_itself() -> None:
    context = click.Context(main)
    for name, said in (row for verbs in MODULES.values() for row in verbs.items()):
        verb = main.get_command(context, name)
        assert verb is not None
        assert verb.get_short_help_str(limit=120) == said


def test_a_quotation_without_end_does_not_keep_the_others_of_its_article_from_being_checked(
    worked: tuple[Shell, str],
) -> None:
    shell, _ = worked
    article = f"Lamp lit\n\nMira Tolan said: “The lamp of the quay is lit.”\n\nShe said: “{'lamp ' * 21_000}.”"
    ran = shell.ask("check", "-", "--json", stdin=article.encode(), status=1)
    first, second = ran.answers[0]["quotations"]
    assert first["verdict"] == "verbatim"
    assert "more than 20000 words" in second["error"]
    assert "VERBATIM" in shell.ask("check", "-", stdin=article.encode(), status=1).out
