"""Dates: what machines wrote, and what is printed.

Machine dates come in a handful of shapes that ISO 8601 almost covers. Printed ones are a day, a month by
number or name and a year, in any order and any of sixty languages.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract.months import MONTHS, PERSIAN_MONTHS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST = 1990
"""No page of the web is older; earlier years are defaults of some database (1970-01-01, 0001-01-01)."""
LATEST = 2100

_ISO = re.compile(
    r"""(?<![\d/=])(?P<y>\d{4})\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?:\.?[日일]?)
        (?:[T\s,(]*(?:\w{1,3}[)\s]+)?(?P<h>\d{1,2})[:時시h](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d+))?)?[分분]?\s*
           (?P<ap>[ap]\.?m\.?)?\s*(?P<z>Z\b|UTC\b|GMT\b|JST\b|KST\b|(?:UTC|GMT)?\s?[+-−]\d{1,2}:?\d{0,2})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d{4})?$")
_EPOCH = re.compile(r"1\d{9}(\d{3})?$")
_JAVASCRIPT = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC)?([+-]\d{4})?")
_MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?:[^\w(]|\b[^\W\d]{1,5}\b){0,6}?(?P<h>\d{1,2})[:.h](?P<min>\d\d)(?![\d.])(?::\d\d)?\s*(?P<ap>[ap]\.?m\b)?",
    re.IGNORECASE,
)
"""The time behind a printed day: "14 March 2025 at 9:20 am", "14.3.2025 kl. 09.20", "14 mars 2025 à 9h20"."""
_WORD = re.compile(r"\d+|[^\W\d_][^\s\d,;:|/()\[\]·•–—-]*")
_TWELVE = frozenset(str(n) for n in range(1, 13))
_DIGIT = re.compile(r"[^\D0-9]")
_NUMBER = re.compile(r"\d{4,}")
_ZONES = {"JST": 9 * 60, "KST": 9 * 60}


def parse(raw: str, *, zone: timezone | None = None) -> datetime | None:
    """A date as machines write it, aware; None where it is none or lies outside 1990 to 2100.

    `zone` is that of a date without one; UTC where nothing is known of it. A day alone is midnight UTC.
    """
    raw = raw.strip()[:80]
    if not raw:
        return None
    try:
        found = _read(raw, zone or UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None


def _read(raw: str, zone: timezone) -> datetime | None:
    if iso := _ISO.match(raw):
        return _iso(iso, zone)
    if compact := _COMPACT.match(raw):
        y, m, d, h, minute, s, z = compact.groups()
        if h is None:
            return datetime(int(y), int(m), int(d), tzinfo=UTC)
        return datetime(int(y), int(m), int(d), int(h), int(minute), int(s or 0), tzinfo=_zone(z) or zone)
    if _EPOCH.match(raw):
        return datetime.fromtimestamp(int(raw[:10]), UTC)
    if js := _JAVASCRIPT.match(raw):
        month, d, y, h, minute, s, z = js.groups()
        return datetime(
            int(y), _MONTHS[month.lower()], int(d), int(h), int(minute), int(s), tzinfo=_zone(z) or zone
        )
    if re.match(r"\w{3},? \d{1,2} \w{3} \d{4} \d", raw):
        found = parsedate_to_datetime(raw)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    worded = _worded(raw, zone)
    return worded.date if worded else None


def _iso(match: re.Match[str], zone: timezone) -> datetime:
    part = match.groupdict()
    day = _day(int(part["y"]), int(part["m"]), int(part["d"]))
    if part["h"] is None:
        return day
    hour = _hour(int(part["h"]), part["ap"])
    fraction = int(((part["f"] or "") + "000000")[:6])
    return day.replace(tzinfo=_zone(part["z"]) or zone) + timedelta(
        hours=hour, minutes=int(part["min"]), seconds=int(part["s"] or 0), microseconds=fraction
    )


def _hour(hour: int, half: str | None) -> int:
    if half and hour <= 12:
        return hour % 12 + (12 if half[0] in "pP" else 0)
    return hour


def _zone(raw: str | None) -> timezone | None:
    if not raw:
        return None
    name = raw.strip().upper().replace("−", "-")
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name]))
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if not digits:
        return UTC
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return (
        timezone(timedelta(minutes=-minutes if digits[1] == "-" else minutes)) if minutes < 15 * 60 else UTC
    )


class Printed(NamedTuple):
    """A date found in a line, and where it stands there."""

    date: datetime
    start: int
    stop: int


def printed(raw: str, *, month_first: bool = False, zone: timezone | None = None) -> datetime | None:
    """A date as printed for people: "14. Mai 2025, 10:20 Uhr", "2025年5月14日"; None where there is none.

    Only whole dates: "yesterday" says nothing without the day of the visit.
    """
    found = in_line(" ".join(raw.split())[:200], month_first=month_first, zone=zone)
    return found[0].date if found else None


def years_in(text: str, first: int = 0, last: int | None = None) -> Iterator[re.Match[str]]:
    """Where a text prints what can be a year: ours, the Thai, the solar Hijri; in digits of any script."""
    for number in _NUMBER.finditer(text, first, len(text) if last is None else last):
        if number.end() - number.start() == 4:
            year = int(number[0])
            if EARLIEST - 10 <= year < LATEST or 2530 <= year < 2600 or 1300 <= year < 1500:
                yield number


def in_line(line: str, *, month_first: bool = False, zone: timezone | None = None) -> list[Printed]:
    """The dates that a line prints, in its order; digits of any script.

    :param month_first: whether 4/3/2025 is the third of April
    """
    if not line.isascii():
        line = _DIGIT.sub(lambda d: str(unicodedata.decimal(d[0])), line)
    years = list(years_in(line))
    found: list[Printed] = []
    for n, year in enumerate(years):
        start = years[n - 1].end() if n else 0
        stop = years[n + 1].start() if n + 1 < len(years) else len(line)
        piece = line[max(start, year.start() - 40) : min(stop, year.end() + 40)]
        one = _safely(piece, zone or UTC, month_first)
        if one:
            moved = max(start, year.start() - 40)
            found.append(Printed(one.date, one.start + moved, one.stop + moved))
    return found


def _safely(piece: str, zone: timezone, month_first: bool) -> Printed | None:
    try:
        found = _ordered(piece, zone) or _numeric(piece, zone, month_first) or _worded(piece, zone)
    except (ValueError, OverflowError):
        return None
    return found if found and EARLIEST <= found.date.year <= LATEST else None


def _ordered(piece: str, zone: timezone) -> Printed | None:
    iso = _ISO.search(piece)
    return Printed(_iso(iso, zone), *iso.span()) if iso else None


def _numeric(piece: str, zone: timezone, month_first: bool) -> Printed | None:
    found = _NUMERIC.search(piece)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month_first = month_first and found[2] != "."
    day, month = (first, second) if second <= 12 and not (month_first and first <= 12) else (second, first)
    return _timed(piece, _day(year, month, day), found.start(), found.end(), zone)


def _worded(piece: str, zone: timezone) -> Printed | None:
    """A name of a month with a day and a year beside it, in the order of any language."""
    words = list(_WORD.finditer(piece))
    for n, word in enumerate(words):
        name = folded(word[0])
        month, persian = MONTHS.get(name), PERSIAN_MONTHS.get(name)
        if not month and not persian and name == "thang" and n + 1 < len(words):  # Vietnamese: "month 5"
            month = int(words[n + 1][0]) if words[n + 1][0] in _TWELVE else None
        if not month and not persian:
            continue
        near = [k for k in (n - 1, n + 1, n - 2, n - 3) if 0 <= k < len(words)]
        day = next((k for k in near if words[k][0].isdigit() and 1 <= int(words[k][0]) <= 31), -1)
        around = [k for k in (n + 1, n + 2, n + 3, n + 4, n - 1, n - 2, n - 3) if 0 <= k < len(words)]
        year = next((k for k in around if len(words[k][0]) == 4 and words[k][0].isdigit()), -1)
        if day < 0 or year < 0:
            continue
        places = (n, day, year)
        born = _day(int(words[year][0]), month or persian or 0, int(words[day][0]))
        return _timed(piece, born, words[min(places)].start(), words[max(places)].end(), zone)
    return None


def _timed(piece: str, day: datetime, start: int, stop: int, zone: timezone) -> Printed:
    """A day with the time that follows it."""
    clock = _CLOCK.match(piece, stop)
    if not clock or int(clock["h"]) > 24 or int(clock["min"]) > 59:
        return Printed(day, start, stop)
    hour = _hour(int(clock["h"]), clock["ap"])
    return Printed(
        day.replace(tzinfo=zone) + timedelta(hours=hour, minutes=int(clock["min"])), start, clock.end()
    )


def _day(year: int, month: int, day: int) -> datetime:
    """A day of our calendar, of the Thai one (543 years ahead) or of the solar Hijri one, by its year."""
    if 1300 <= year < 1500:
        return _of_persian(year, month, day)
    return datetime(year - 543 if 2500 <= year <= 2600 else year, month, day, tzinfo=UTC)


def _of_persian(year: int, month: int, day: int) -> datetime:
    """A solar Hijri day. Year 1403 began on 20 March 2024; leap years by the cycle that holds until 1472."""
    leaps = sum(_persian_leap(y) for y in range(min(year, 1403), max(year, 1403)))
    days = 365 * (year - 1403) + (leaps if year >= 1403 else -leaps)
    days += 31 * (month - 1) - max(0, month - 7) + day - 1
    return datetime(2024, 3, 20, tzinfo=UTC) + timedelta(days=days)


def _persian_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\w?$)")


def of_url(url: str) -> datetime | None:
    """The day in an address such as `/2025/03/14/`, midnight UTC."""
    found = _IN_URL.search(url)
    return parse("-".join(found.groups())) if found else None
