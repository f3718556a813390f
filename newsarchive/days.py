"""Days: what feeds, sitemaps and addresses tell of when a page is from."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2]|(?<=\D)[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=\D)[1-9])(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])([-/_.])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2]|(?<=\D)[1-9])(?!\d)")
_YEAR = re.compile(r"(?:^|[/=_-])((?:19|20)\d\d)(?=$|[/._-])")
_ARCHIVE = re.compile(
    r"(?:^|[/=])(?:19|20)\d\d(?:[-/_.]?\d{1,2}(?:[-/_.]?\d{1,2})?)?/?(?:index\.\w+|\.html?|\.php)?$"
)


class Span(NamedTuple):
    """From the first to the last day, both included."""

    first: date
    last: date


def told(text: str) -> date | None:
    """Of a date as feeds (RFC 822) and sitemaps (ISO 8601) print it: the day in UTC; None of other text."""
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        try:
            return (when.astimezone(UTC) if when.tzinfo else when).date()
        except (ValueError, OverflowError):
            return when.date()
    span = of_address("/" + text) if len(text) in (4, 7) else None
    return span.first if span else None


def of_address(url: str) -> Span | None:
    """The day, month or year that an address names; None where it names none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    text = unquote(f"{parts.path}?{parts.query}")
    if found := _DAY.search(text):
        return _span(found[1], found[3], found[4])
    if found := _DAY_FIRST.search(text):
        return _span(found[4], found[3], found[1])
    if found := _MONTH.search(text):
        return _span(found[1], found[2])
    found = _YEAR.search(text)
    return _span(found[1]) if found else None


def is_archive(url: str) -> bool:
    """Whether an address ends in a date: a list of what appeared in a year, a month or on a day."""
    parts = urlsplit(url)
    return bool(_ARCHIVE.search(parts.query or parts.path))


def _span(year: str, month: str = "", day: str = "") -> Span | None:
    y, m = int(year), int(month or 0)
    try:
        if day:
            return Span(date(y, m, int(day)), date(y, m, int(day)))
        if m:
            return Span(date(y, m, 1), date(y, m, monthrange(y, m)[1]))
        return Span(date(y, 1, 1), date(y, 12, 31))
    except ValueError:
        return None
