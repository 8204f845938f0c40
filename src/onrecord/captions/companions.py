"""Which of the caption files beside a release is its original, and which is a translation."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.captions.languages import ORIGINAL_MARK, language_in_name, language_name, primary, same_language
from onrecord.records import Capture, Companion


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A caption file, or the `reason` why there is none; `others` would have served as well and were not taken."""

    companion: Companion | None = None
    language: str | None = None
    reason: str | None = None
    others: tuple[Companion, ...] = ()


def language_of(companion: Companion) -> str | None:
    """The language that a caption file is in, as its record or else its name says."""
    return companion.language or language_in_name(companion.name)


def original(capture: Capture) -> Choice:
    """The captions in the language that is spoken.

    Those in the release's language; else those whose name has no language; else, where nothing says which language the
    release is in, those marked as the original, those without a language, or the only ones there are.
    """
    files = _captions(capture)
    untagged = [file for file in files if language_of(file) is None]
    if not files:
        return Choice(reason="no captions came with this release, and the engine captions reads nothing else")
    if capture.language is None:
        return _where_unknown(files, untagged)
    if same := _in(files, capture.language):
        return _first(same, capture.language)
    if untagged:
        return _first(untagged, capture.language)
    return Choice(
        reason=f"the release is in {language_name(capture.language)}, and captions came in {_languages(files)} only"
    )


def translated(capture: Capture, into: str) -> Choice:
    """The captions in the language `into`, other than the original ones."""
    spoken = original(capture).companion
    files = [file for file in _captions(capture) if file is not spoken]
    if same := _in(files, into):
        return _first(same, into)
    if spoken is not None and (language := capture.language or language_of(spoken)) and same_language(language, into):
        return Choice(reason=f"the release itself is in {language_name(into)}")
    return Choice(reason=f"no captions in {language_name(into)} came with this release, and nothing else is read here")


def _captions(capture: Capture) -> list[Companion]:
    return [companion for companion in capture.companions if companion.role == "captions"]


def _where_unknown(files: Sequence[Companion], untagged: Sequence[Companion]) -> Choice:
    marked = [file for file in files if f"{ORIGINAL_MARK}." in file.name]
    if marked or untagged:
        return _first(marked or untagged, None)
    if len({primary(tag) for file in files if (tag := language_of(file))}) == 1:
        return _first(files, language_of(files[0]))
    return Choice(
        reason=f"captions came in {_languages(files)}, and nothing says which of them is spoken: give --language"
    )


def _in(files: Sequence[Companion], language: str) -> list[Companion]:
    """The files in a language, those with exactly this tag first."""
    same = [file for file in files if (tag := language_of(file)) and same_language(tag, language)]
    return sorted(same, key=lambda file: language_of(file) != language)


def _first(files: Sequence[Companion], language: str | None) -> Choice:
    return Choice(companion=files[0], language=language_of(files[0]) or language, others=tuple(files[1:]))


def _languages(files: Sequence[Companion]) -> str:
    names = sorted({f"{language_name(tag)} ({tag})" for file in files if (tag := language_of(file))})
    return ", ".join(names)
