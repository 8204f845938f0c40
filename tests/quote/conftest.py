"""Pages made of the blocks that a test names."""

from onrecord.records import Block, PageReading, Role


def page(*blocks: str | tuple[Role, str]) -> PageReading:
    """A page of these blocks; a plain string is a block of the body."""
    made: list[Block] = []
    start = 0
    for block in blocks:
        given: tuple[Role, str] = ("body", block) if isinstance(block, str) else block
        role, text = given
        made.append(Block(role=role, text=text, start=start, end=start + len(text)))
        start += len(text) + 2
    return PageReading(text="\n\n".join(block.text for block in made), blocks=tuple(made))
