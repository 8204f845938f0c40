"""Invented dispatches of an invented desk, and pages made of them."""

from onrecord.records import Block, Credit, PageReading, Role
from onrecord.spread import Issued

PROMISE = """\
The Ministry of Tides said on Tuesday that the ferry Linnet would sail again within eight days, although the
shipyard's own calendar has no room for her before the end of April.

“We have counted the days, and we have counted them twice,” said Minister Ada Venn at the quay. “The Linnet will carry
the first pupils back to school on the first of the month.”

Records of the port show that the same promise was made in November, word for word, about the ferry Plover.

The shipyard did not answer our letters. Its foreman, Oto Brand, told the Harbour Desk that he had read of the date in
the newspaper.

Three hundred families live on the northern islands and have had no ferry since the storm of September."""

FOOTAGE = """\
Footage that was released on Monday as new shows the old bridge of Karst, which was pulled down six years ago.

The lamp posts in the picture are of a kind that the town has not used since the flood, and the river runs on the wrong
side of the mill."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each in one line."""
    return tuple(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))


FERRY = Issued(
    id="ferry",
    title="Ministry counts the ferry twice",
    blocks=paragraphs(PROMISE),
    credit=("The Harbour Desk",),
    addresses=("https://harbourdesk.example/dispatches/ferry/",),
    promos=("Follow the Harbour Desk for more from the northern islands.",),
)
BRIDGE = Issued(id="bridge", title="The bridge that moved", blocks=paragraphs(FOOTAGE), credit=("The Harbour Desk",))
DISPATCHES = (BRIDGE, FERRY)

OWN = (
    "Readers of this paper will remember the winter in which no ship came to the islands at all.",
    "The council meets again on Friday and will speak about the price of coal and the new roof of the library.",
)


def page(*blocks: str | tuple[Role, str], credit: Credit | None = None, links: tuple[str, ...] = ()) -> PageReading:
    """A page; what has no role is body."""
    made: list[Block] = []
    start = 0
    for block in blocks:
        role: Role = "body" if isinstance(block, str) else block[0]
        text = block if isinstance(block, str) else block[1]
        made.append(Block(role=role, text=text, start=start, end=start + len(text)))
        start += len(text) + 1
    title = next((block.text for block in made if block.role == "title"), None)
    whole = "\n".join(block.text for block in made)
    return PageReading(text=whole, blocks=tuple(made), title=title, credit=credit, links=links)
