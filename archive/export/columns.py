"""What is told of an article: the fields of its record, between the address and the evidence.

One list for all formats: each line of JSONL, row of CSV and of Parquet has these columns by these names, in
this order.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import types
import typing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from archive import article as record
from archive.article import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

EVIDENCE: Mapping[str, tuple[type, str]] = {
    "id": (int, "Of article and capture: the ordinal of the capture in the collection."),
    "capture_url": (str, "The address that was asked for."),
    "capture_date": (datetime, "Start of the capture, UTC, to the microsecond."),
    "site": (str, "Host of capture_url without www."),
    "status": (int, "Of the HTTP response."),
    "media_type": (str, "As the server declared it."),
    "record_type": (str, "WARC-Type of the record: response, revisit or resource."),
    "payload_digest": (str, "WARC-Payload-Digest: SHA-1, base32, of the body as received."),
    "warc_file": (str, "Name of the WARC that holds the capture."),
    "warc_offset": (int, "Where its record begins in that file, in bytes."),
    "warc_length": (int, "Length of the record as stored, in bytes."),
}
"""Not from the page but from its capture: what a row is cited and proven by."""
FIRST = ("id", "url", "capture_url", "capture_date", "site")
CONSTANT = "page_kind"
"""Of an article it is always "article": no column."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article with its evidence."""

    article: Article
    evidence: Mapping[str, Any]
    """By the names in :data:`EVIDENCE`; the date as ISO 8601."""

    @property
    def id(self) -> int:
        return int(self.evidence["id"])

    def plain(self) -> dict[str, Any]:
        """Values for JSON, a date as ISO 8601 text."""
        return _in_order({**self.article.to_dict(), **self.evidence})

    def typed(self) -> dict[str, Any]:
        """The same with aware datetimes, and tuples for lists."""
        values = {**dataclasses.asdict(self.article), "text": self.article.text, **self.evidence}
        return _in_order({**values, "capture_date": datetime.fromisoformat(self.evidence["capture_date"])})


def _in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in TYPES}


def _types() -> dict[str, Any]:
    hints = get_type_hints(Article)
    fields = [field.name for field in dataclasses.fields(Article)]
    fields.insert(fields.index("body") + 1, "text")  # where Article.to_dict has it
    told = {name: hints.get(name, str) for name in fields if name != CONSTANT}
    known = told | {name: kind for name, (kind, _) in EVIDENCE.items()}
    return {name: known[name] for name in (*FIRST, *told, *EVIDENCE)}


TYPES: Mapping[str, Any] = _types()
"""Every column with its Python type."""


def bare(hint: Any) -> Any:
    """A type without the None that it allows; a choice of words is text."""
    if get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return str if get_origin(hint) is typing.Literal else hint


def schema(names: tuple[str, ...]) -> dict[str, Any]:
    """A Table Schema (Frictionless Data) of these columns."""
    words = _descriptions()
    return {
        "fields": [{"name": name, **_field(TYPES[name]), **words.get(name, {})} for name in names],
        "primaryKey": "id",
        "missingValues": [""],
    }


def _field(hint: Any) -> dict[str, str]:
    hint = bare(hint)
    if dataclasses.is_dataclass(hint):
        return {"type": "object"}
    if get_origin(hint) is tuple:
        return {"type": "array"}
    if hint is datetime:
        return {"type": "datetime", "format": "any"}  # the default knows neither fractions nor offsets
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    """By column: for those of an Article, the words that stand beside its fields in the source."""
    words = {name: text for name, (_, text) in EVIDENCE.items()}
    words["text"] = inspect.cleandoc(Article.text.__doc__ or "")
    body = ast.parse(inspect.getsource(record)).body
    lines = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == "Article")
    for line, after in pairwise(lines):
        match line, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                words[name] = text
    return {name: {"description": " ".join(text.split())} for name, text in words.items()}
