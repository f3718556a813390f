"""What an article is, as words of its own in the full-text index: its site, language, genre and day, and what
it has. So a choice such as ``site:n.example after:2026-03`` is found like a word, and together with words.

A mark is a kind, a private letter that no page's word has, and a value: ``site␟n␟example``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

JOINT = "\ue000"
"""Of the private letters of Unicode, which SQLite's tokenizer takes for letters."""
EVERY = f"any{JOINT}any"
"""On every article."""
FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
"""Days apart; what is before or behind them counts as of the first or last. Pages claim any."""
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


def mark(kind: str, value: str) -> str:
    """One mark; letters and digits of the value count, in any case."""
    return JOINT.join([kind, *re.findall(r"[^\W_]+", value.lower())])


def site_marks(site: str) -> list[str]:
    """The host and all it is part of: m.news.example, news.example, example."""
    parts = site.split(".")
    return [mark("site", ".".join(parts[n:])) for n in range(len(parts))] if site else []


def day_marks(iso: str | None) -> list[str]:
    """Century, decade, year, month and day of a time in ISO 8601."""
    try:
        day = min(max(date.fromisoformat((iso or "")[:10]), FIRST), LAST)
    except ValueError:
        return []
    text = day.isoformat()
    return [mark("day", text[:length]) for length in (2, 3, 4, 7, 10)]


def span(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day as people write it (2026, 2026-03, 2026/3/7); None where it
    is none."""
    found = _DAY.fullmatch(text)
    if not found or not text.isascii():
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        if month:
            return first, _end_of_month(first)
        return first, date(first.year, 12, 31)
    except (ValueError, OverflowError):
        return None


def days(first: date, last: date) -> list[str]:
    """The fewest marks that cover all days from the first to the last: some twenty for any two."""
    return list(_cover(max(first, FIRST), min(last, LAST)))


def _cover(day: date, last: date) -> Iterator[str]:
    while day <= last:
        text = day.isoformat()
        length, end = next(
            (length, end)
            for length, begins, end in (
                (2, "00-01-01", date(day.year // 100 * 100 + 99, 12, 31)),
                (3, "0-01-01", date(day.year // 10 * 10 + 9, 12, 31)),
                (4, "-01-01", date(day.year, 12, 31)),
                (7, "-01", _end_of_month(day)),
                (10, "", day),
            )
            if text[length:] == begins and end <= last
        )
        yield mark("day", text[:length])
        day = end + timedelta(days=1)


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
