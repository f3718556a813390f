"""What a reader asks for on the search page, and what is found: hits, and what each choice leaves."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from archive.index import Index
from archive.search import Only, QueryError, counts, search
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
SAMPLE = 20_000
"""Hits over which facets are counted; each costs a look at its row."""
NAMES = ("q", "site", "language", "since", "until")
FACETS: tuple[Literal["site", "language"], ...] = ("site", "language")


@dataclass(frozen=True)
class Asked:
    """A search as its address has it."""

    q: str = ""
    site: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    """Days, both included: 2026-03-07."""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Asked:
        """From the address; what makes no sense there is passed over."""
        texts = {name: (arguments.get(name) or "").replace("\0", " ").strip() for name in NAMES}
        number = arguments.get("page") or ""
        page = min(int(number), LAST_PAGE) if number.isdecimal() and len(number) < 9 else 1
        return cls(**texts | {name: _day(texts[name]) for name in ("since", "until")}, page=max(page, 1))

    def pairs(self, **changed: Any) -> dict[str, str]:
        """Names and values for an address; a changed choice leads back to the first page."""
        page = changed.pop("page", 1)
        asked = replace(self, **changed)
        texts = {name: getattr(asked, name) for name in NAMES}
        return {**texts, "page": str(page) if page > 1 else ""}

    @property
    def only(self) -> Only:
        return Only(site=self.site, language=self.language, since=self.since, until=self.until)


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
    sampled: bool = False
    """Whether the facets were counted over a part of the hits."""
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
            total, hits = _hits(index, asked)
            facets: dict[str, list[Choice]] = {name: _choices(index, asked, name) for name in FACETS}
        except QueryError as error:
            return Found(sentence=str(error))
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            return Found(sentence=f"Given up after {SECONDS:.0f} seconds. Ask for rarer words.")
    return Found(total, hits, facets, total > SAMPLE, time.monotonic() - start)


def _hits(index: Index, asked: Asked) -> tuple[int, list[Any]]:
    offset = (asked.page - 1) * PAGE
    if asked.q:
        results = search(index, asked.q, limit=PAGE, offset=offset, only=asked.only)
        return results.total, results.hits
    where, values = asked.only.sql
    total = index.db.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()[0]  # noqa: S608
    return total, stories(index.db, where, values, PAGE, offset)


def _choices(index: Index, asked: Asked, name: Literal["site", "language"]) -> list[Choice]:
    """How many hits each value of a column has, as if none of them were chosen."""
    chosen = getattr(asked, name)
    found = counts(index, asked.q, name, only=replace(asked.only, **{name: ""}), sample=SAMPLE)
    shown = [(value, count) for value, count in found if value][:CHOICES]
    if chosen and chosen not in dict(shown):
        shown.append((chosen, dict(found).get(chosen, 0)))
    return [Choice(value, count, value == chosen) for value, count in shown]
