"""The description of an export: a data package (Frictionless Data, version 1)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive.description import Description
    from archive.export.columns import Found
    from archive.export.output import Sink
    from archive.export.selection import Selection


@dataclass(slots=True)
class Tally:
    """What went by."""

    articles: int = 0
    extractors: Counter[str] = field(default_factory=Counter)
    """Which version of the extractor read how many."""
    first: str | None = None
    """Date of the earliest capture, ISO 8601; likewise the last."""
    last: str | None = None

    def over(self, articles: Iterable[Found], progress: Callable[[int], object]) -> Iterator[Found]:
        for found in articles:
            yield found
            self._count(found)
            progress(self.articles)

    def _count(self, found: Found) -> None:
        self.articles += 1
        extractor, date = found.article.extractor, found.evidence["capture_date"]
        self.extractors[extractor.version if extractor else "unknown"] += 1
        self.first, self.last = min(self.first or date, date), max(self.last or date, date)


def software() -> str:
    """What makes the exports: name and version."""
    return f"newsarchive/{version('newsarchive')}"


def about(description: Description, selection: Selection, tally: Tally) -> dict[str, Any]:
    """All of a data package but its name and its files."""
    operator = {"title": description.operator, "role": "publisher", **_contact(description.contact)}
    told: dict[str, Any] = {
        "profile": "data-package",
        "title": description.title,
        "description": description.description,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": software(),
        "rights": description.rights,
        "contributors": [operator] if description.operator else None,
        "selection": selection.told() or {"all": True},
        "articles": tally.articles,
        "captured": {"first": tally.first, "last": tally.last},
        "extractors": dict(sorted(tally.extractors.items())),
    }
    return {name: value for name, value in told.items() if value}


def resource(path: str, sink: Sink, more: dict[str, Any]) -> dict[str, Any]:
    """One file of a data package.

    :param path: from the package
    :param more: how it is read
    """
    return {"name": slug(path), "path": path, **more, "bytes": sink.size, "hash": sink.hash}


def to_json(package: dict[str, Any]) -> bytes:
    return json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"


def slug(text: str) -> str:
    """As names in a data package are spelt: small letters, digits, full stops, hyphens, underscores."""
    return re.sub(r"[^a-z0-9._]+", "-", text.rpartition("/")[2].lower()).strip("-") or "export"


def _contact(contact: str) -> dict[str, str]:
    if not contact:
        return {}
    return {"email" if "@" in contact and "/" not in contact else "path": contact}
