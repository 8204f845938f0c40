"""Invented dispatches of an invented desk, and pages made of them."""

from pathlib import Path

import onrecord
from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.records import Block, Credit, PageReading, Role
from onrecord.spread import Issued
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench

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


SPEECH = """\
On 20 March 2024 the Office of the Harbour Commissioner released a video of one minute, Words kept for a quarter of a
century. It joins pictures of today's harbour to a recording of the Assembly of Port Sarand, held on 14 March 1999.

Twelve seconds of the recording are in an earlier release, published by Sarand Bay Television in 2009. In them Dr Bahram
Sarandi tells the delegates that it is “not walls that have kept this port, but your hands”.

«این بندر را نه دیوارها، که دست‌های شما نگه داشته است. هر شب چراغ اسکله را شما روشن کرده‌اید.»

A second passage, of twenty-one seconds, is not in this archive. Another camera shows the speaker from the side, and the
delegates of the Quay Workers' Association are in the picture for the first time.

«ما این انجمن را مایهٔ سربلندی این بندر می‌دانیم، اگر بر پیمان خود بماند و نام بندر را به هیچ بازرگانی نفروشد.»

The sentence has a condition. Sarandi calls the association a source of pride for the port if it keeps to its pledge and
does not sell the name of the port to any merchant. A headline of 22 March leaves the condition out, and turns a
sentence about the association into one addressed to it.

He goes on to cite a text that the port's trades have sworn on since the last century.

“Article seven of the Lantern Charter says: ‘The lamp belongs to the one who stays awake.’”

The office has not said why the passage was left out of the broadcast, nor who held the camera. Whether more of the
meeting was recorded is not known.

The Sarand Desk reads what is released in and about the port. Its dispatches may be reprinted with its name and a
link."""

FERRY = Issued(
    id="ferry",
    title="Ministry counts the ferry twice",
    blocks=paragraphs(PROMISE),
    credit=("The Harbour Desk",),
    addresses=("https://harbourdesk.example/dispatches/ferry/",),
    promos=("Follow the Harbour Desk for more from the northern islands.",),
)
BRIDGE = Issued(id="bridge", title="The bridge that moved", blocks=paragraphs(FOOTAGE), credit=("The Harbour Desk",))
SAMPLE = Issued(
    id="sample",
    title="A 1999 speech comes back with its missing half",
    blocks=paragraphs(SPEECH),
    credit=("The Sarand Desk",),
)
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


def sample_page(name: str) -> PageReading:
    """A page of the sample that `onrecord demo` brings along, as it is read from its HTML."""
    path = Path(onrecord.__file__).parent / "demo" / "sample" / "texts" / f"{name}.html"
    bench = Workbench(FolderBlobs(path.parent), path.parent)  # reading a page makes no files
    return TrafilaturaReader().read_page(path.read_bytes(), f"https://{name}.example/", bench)
