"""Tables of text: JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from archive.export.columns import TYPES, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive.export.columns import Found
    from archive.export.output import Binary

JSONL = {
    "profile": "data-resource",
    "format": "jsonl",
    "mediatype": "application/jsonl",
    "encoding": "utf-8",
    "schema": schema(tuple(TYPES)),
}
CSV_COLUMNS = tuple(name for name in TYPES if name != "body")
"""What the body says stands in ``text``; its blocks are for programs, which read JSONL or Parquet."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that spreadsheets run as a formula when they open a CSV file by themselves."""


def csv_resource(columns: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """The part of a data package that tells how a CSV file with these columns is read."""
    table = schema(columns)
    return {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": table,
        **more,
    }


LINE_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""JSON leaves them as they are, and some readers end a line there."""


def json_line(value: Any) -> bytes:
    """JSON in one line, whatever the reader takes for the end of a line; other scripts as they are."""
    return json.dumps(value, ensure_ascii=False).translate(LINE_BREAKS).encode() + b"\n"


def write_jsonl(file: Binary, articles: Iterable[Found]) -> None:
    """A line each, UTF-8."""
    for found in articles:
        file.write(json_line(found.plain()))


class CsvWriter:
    """CSV as RFC 4180 has it: commas, double quotes, CRLF; UTF-8 without a byte order mark. A list or record
    is JSON in its cell; what is not known is empty; flags are true or false.

    Words are not altered: a headline may begin with ``=`` or ``+++``, and a program that reads data does not
    run it. A NUL, at which some readers end the cell, becomes U+FFFD.
    """

    def __init__(self, file: Binary, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._text = io.TextIOWrapper(file, "utf-8", newline="")  # type: ignore[type-var]
        self._csv = csv.writer(self._text)
        self._csv.writerow(columns)
        self.formulas = 0
        """Cells that a spreadsheet would take for a formula."""

    def write(self, row: Mapping[str, Any]) -> None:
        cells = [_cell(row[name]) for name in self._columns]
        self.formulas += sum(cell.startswith(FORMULA) for cell in cells)
        self._csv.writerow(cells)

    def finish(self) -> None:
        """Hand everything on; the file stays open."""
        self._text.flush()
        self._text.detach()


def write_csv(file: Binary, articles: Iterable[Found]) -> int:
    """
    :returns: cells that a spreadsheet would take for a formula
    """
    table = CsvWriter(file, CSV_COLUMNS)
    for found in articles:
        table.write(found.plain())
    table.finish()
    return table.formulas


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
