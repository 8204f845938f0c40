"""Names that become links."""

from onrecord.dispatch import read_draft
from onrecord.dispatch.draft import Heading, Named, Paragraph, Words
from onrecord.dispatch.naming import link_names
from onrecord.records import Mention

HEAD = "---\ntitle: T\nlanguage: en\n---\n"


def named(body: str) -> list[str]:
    """The text with linked names in angle brackets, a block a line."""
    draft = read_draft(HEAD + body, "d.md")
    names = {text: tuple(_mentions(text)) for text in draft.prose}
    blocks = link_names(draft.blocks, names)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph | Heading)]
    return [
        "".join(
            f"<{node.text}>" if isinstance(node, Named) else node.text
            for node in block.inside
            if isinstance(node, Words | Named)
        )
        for block in paragraphs
    ]


def _mentions(text: str) -> list[Mention]:
    places = [at for at in range(len(text)) if text.startswith("Ora", at)]
    return [Mention(card="ora", start=at, end=at + 3) for at in places]


def test_the_first_mention_of_each_section_is_linked() -> None:
    assert named("Ora met Ora.\n\nOra left.\n\n## Ora\n\nThen Ora came.") == [
        "<Ora> met Ora.",
        "Ora left.",
        "Ora",
        "Then <Ora> came.",
    ]


def test_nothing_inside_links_quotations_and_code_is_linked() -> None:
    assert read_draft(HEAD + "[Ora](https://x.example) [Ora](quote:r@1-2) `Ora`\n\n> Ora", "d").prose == (" ",)
