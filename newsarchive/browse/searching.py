"""What a reader asks for on the search page, and what is found: hits, and what each choice leaves."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from archive.index import Index
from archive.search import FACETS, MOST, Only, QueryError, facets, search
from newsarchive.browse.facts import stories

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = 20
LAST_PAGE = 500
CHOICES = 12
"""Values of a facet that are shown."""
SECONDS = 20.0
"""A search that takes longer is given up: one reader must not hold up the others."""
STEPS = 100_000
"""Of SQLite between two looks at the clock: some milliseconds."""
CHOSEN = (*FACETS, "since", "until")
ORDERS = ("best", "fresh", "newest")
NAMES = ("q", *CHOSEN, "order")


@dataclass(frozen=True)
class Asked:
    """A search as its address has it."""

    q: str = ""
    site: str = ""
    language: str = ""
    genre: str = ""
    section: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    """Days, both included: 2026-03-07."""
    order: str = ""
    """One of ORDERS; empty: the best first."""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Asked:
        """From the address; what makes no sense there is passed over."""
        texts = {name: (arguments.get(name) or "").replace("\0", " ").strip() for name in NAMES}
        number = arguments.get("page") or ""
        page = min(int(number), LAST_PAGE) if number.isdecimal() and len(number) < 9 else 1
        texts |= {name: _day(texts[name]) for name in ("since", "until")}
        texts["order"] = texts["order"] if texts["order"] in ORDERS[1:] else ""
        return cls(**texts, page=max(page, 1))

    def pairs(self, **changed: Any) -> dict[str, str]:
        """Names and values for an address; a changed choice leads back to the first page."""
        page = changed.pop("page", 1)
        asked = replace(self, **changed)
        texts = {name: getattr(asked, name) for name in NAMES}
        return {**texts, "page": str(page) if page > 1 else ""}

    @property
    def only(self) -> Only:
        return Only(**{name: getattr(self, name) for name in CHOSEN})


@dataclass(frozen=True)
class Choice:
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    total: int = 0
    hits: list[Any] = field(default_factory=list)
    """archive.search's hits; without words to look for, the newest articles as stories."""
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    about: bool = False
    """Whether total and counts are estimated from a sample of the hits."""
    seconds: float = 0.0
    sentence: str = ""
    """Why there are no hits, when it is not that none match."""


def _day(text: str) -> str:
    """The day as it was typed, if it is one."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def find(file: Path, asked: Asked) -> Found:
    """All of one page from one state of the index, while a crawl may write on.

    :raises ArchiveError: an index of another version
    """
    start = time.monotonic()
    with Index(file, read_only=True) as index:
        index.db.execute("BEGIN")
        index.db.set_progress_handler(lambda: time.monotonic() > start + SECONDS, STEPS)
        try:
            return replace(_found(index, asked), seconds=time.monotonic() - start)
        except QueryError as error:
            return Found(sentence=str(error))
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            return Found(sentence=f"Given up after {SECONDS:.0f} seconds. Ask for rarer words.")


def _found(index: Index, asked: Asked) -> Found:
    offset = (asked.page - 1) * PAGE
    if asked.q:
        order: Any = asked.order or "best"
        results = search(
            index, asked.q, limit=PAGE, offset=offset, only=asked.only, order=order, facets=FACETS
        )
        return Found(results.total, results.hits, _choices(asked, results.facets), results.about)
    where, values = asked.only.sql
    total = index.db.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()[0]  # noqa: S608
    hits = stories(index.db, where, values, PAGE, offset)
    counted = facets(index, "", FACETS, only=asked.only)
    return Found(total, hits, _choices(asked, counted), total > MOST)


def _choices(asked: Asked, counted: dict[str, list[tuple[str, int]]]) -> dict[str, list[Choice]]:
    """What is shown of a facet: the most frequent, and what was chosen."""
    choices = {}
    for name, found in counted.items():
        chosen = getattr(asked, name)
        shown = found[:CHOICES]
        if chosen and chosen not in dict(shown):
            shown.append((chosen, dict(found).get(chosen, 0)))
        choices[name] = [Choice(value, count, value == chosen) for value, count in shown]
    return choices
