"""Writes a matching as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from onrecord.match.export import COLUMNS, rows
from onrecord.records import Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvExporter:
    """A line a match, under a line of headings; a segment without a match has a line of its own."""

    name: ClassVar[str] = "csv"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing: Python writes it."""
        return None

    def export(self, matching: Matching, query: str, media: Mapping[str, str]) -> str:  # noqa: ARG002  # rows name no files
        """The lines, each ended as CSV does."""
        file = io.StringIO()
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows(matching))
        return file.getvalue()
