"""Tables of phrases, as people read them."""


def any_of(table: str) -> str:
    """A pattern for any phrase of a table, which has one or several on a line, parted by `|`."""
    return rf"(?:{'|'.join(line.strip() for line in table.splitlines() if line.strip())})"
