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

from newsarchive.extract import calendars
from newsarchive.extract.months import LUNAR_MONTHS, MONTHS, PAIRS, PERSIAN_MONTHS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST = 1990
"""No page of the web is older; earlier years are defaults of some database (1970-01-01, 0001-01-01)."""
LATEST = 2100

_HOURS = {
    "JST": 9, "KST": 9, "IST": 5.5, "PKT": 5, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "MSK": 3, "TRT": 3, "EAT": 3, "SAST": 2, "CAT": 2,
    "WAT": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "BST": 1,
    "BRT": -3, "ART": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "Z": 0, "UTC": 0, "GMT": 0,
}  # fmt: skip
"""Zones by their letters; of those that two countries use (IST, CST, BST), the one whose papers print more
of them."""
_YEAR = r"(?:(?P<y>\d{4})\s?[-/.年년]|" + calendars.ERA + ")"
_ISO = re.compile(
    rf"""(?<![\d/=]){_YEAR}\s?(?P<m>\d{{1,2}})\s?[-/.月월]\s?(?P<d>\d{{1,2}})(?:\.?[日일]?)
        (?:[T\s,(（]*(?:(?![午오上下凌早晚])\w{{1,3}}[)）\s]+)?(?P<half>午前|午後|오전|오후|上午|下午|凌晨|早上|晚上)?\s?
           (?P<h>\d{{1,2}})[:：時时시h]\s?(?P<min>\d{{2}})(?:[:：](?P<s>\d{{2}})(?:[.,](?P<f>\d+))?)?[分분]?\s*
           (?P<ap>[ap]\.?m\.?)?\s*
           (?P<z>(?:{"|".join(_HOURS)})\b(?!\s?[+-])|(?:UTC|GMT)?\s?[+-−]\d{{1,2}}:?\d{{0,2}})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTERNOON = frozenset(("午後", "오후", "下午", "晚上"))
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d{4})?$")
_EPOCH = re.compile(r"(?:/Date\()?(1\d{9})(?:\d{3})?(?:\.\d+)?(?:\)/)?$")
_UNIX = re.compile(r"\w{3} (\w{3}) {1,2}(\d\d?) (\d\d):(\d\d):(\d\d) ([A-Z]{3,4}) (\d{4})$")
_JAVASCRIPT = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC)?([+-]\d{4})?")
_MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?:[^\w(]|\b[^\W\d]{1,5}\b){0,6}?(?P<h>\d{1,2})(?:[:.]|\s?h\s?)(?P<min>\d\d)(?![\d.])(?::\d\d)?"
    r"\s*(?P<ap>[ap]\.?m\b)?",
    re.IGNORECASE,
)
"""The time behind a printed day: "14 March 2025 at 9:20 am", "14.3.2025 kl. 09.20", "14 mars 2025 à 9h20"."""
_WORD = re.compile(r"\d+|[^\W\d_][^\s\d,;:|/()\[\]·•–—-]*")
_TWELVE = frozenset(str(n) for n in range(1, 13))
_DIGIT = re.compile(r"[^\D0-9]")
_NUMBER = re.compile(r"\d{4,}")
_SHORT = re.compile(
    r"(?<![\d.,/:-])(?P<one>\d\d)(?P<mark>[./-])(?P<other>\d\d)(?P=mark)(?P<year>[0-4]\d)(?![./:-]?\d|%)"
    rf"|{calendars.ERA}"
    r"|(?<!\d)(?P<thaiday>\d{1,2})\s(?P<thai>[ก-๎]{1,4}\.[ก-๎]{1,3}\.)\s?(?P<thaiyear>[5-9]\d)(?!\d)"
)
_TWO_DIGITS = re.compile(r"\d\d([./-])\d\d\1\d\d(?![./:-]?\d|%)")
_THAI = re.compile(r"[ก-๎]\.")
"""One of these, or 年, is in every such date, and found in a fifth of the time."""


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
    if epoch := _EPOCH.match(raw):
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    if unix := _UNIX.match(raw):
        month, d, h, minute, s, z, y = unix.groups()
        return datetime(
            int(y), _MONTHS[month.lower()], int(d), int(h), int(minute), int(s), tzinfo=_zone(z) or zone
        )
    if js := _JAVASCRIPT.match(raw):
        month, d, y, h, minute, s, z = js.groups()
        return datetime(
            int(y), _MONTHS[month.lower()], int(d), int(h), int(minute), int(s), tzinfo=_zone(z) or zone
        )
    if re.match(r"\w{3},? \d{1,2} \w{3} \d{4} \d", raw):
        mail = parsedate_to_datetime(raw)
        return mail if mail.tzinfo else mail.replace(tzinfo=zone)
    found = _dotted(raw, zone) or _worded(raw, zone)
    return found.date if found else None


def _dotted(raw: str, zone: timezone) -> Printed | None:
    """A day, a month and a year parted by full stops: nobody writes the month first so."""
    return _numeric(raw, zone, month_first=False) if "." in raw[:3] else None


def _iso(match: re.Match[str], zone: timezone) -> datetime:
    part = match.groupdict()
    year = int(part["y"]) if part["y"] else calendars.of_era(part["era"], part["of"])
    day = calendars.day(year, int(part["m"]), int(part["d"]))
    if part["h"] is None:
        return day
    hour = _hour(int(part["h"]), part["ap"] or (part["half"] and "ap"[part["half"] in _AFTERNOON]))
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
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if not digits:
        return None
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
    """Where a text prints what can be a year: ours, the Thai, a Hijri one; in digits of any script."""
    for number in _NUMBER.finditer(text, first, len(text) if last is None else last):
        if number.end() - number.start() == 4:
            year = int(number[0])
            if EARLIEST - 10 <= year < LATEST or 2530 <= year < 2600 or 1300 <= year < 1500:
                yield number


def short_in(text: str, first: int = 0, last: int | None = None) -> Iterator[re.Match[str]]:
    """Where a text prints a date without four digits of a year: 14.03.25, 令和7年3月14日, 14 มี.ค. 68."""
    last = len(text) if last is None else last
    there = "年" in text or _TWO_DIGITS.search(text, first, last) or _THAI.search(text, first, last)
    return _SHORT.finditer(text, first, last) if there else iter(())


def in_line(line: str, *, month_first: bool = False, zone: timezone | None = None) -> list[Printed]:
    """The dates that a line prints, in its order; digits of any script.

    :param month_first: whether 4/3/2025 is the third of April
    """
    line = _western(line)
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


def short_in_line(line: str, *, month_first: bool = False, zone: timezone | None = None) -> list[Printed]:
    """The same of dates without four digits of a year. Where 25.03.14 is a day of 2025, don't ask."""
    line = _western(line)
    found = []
    for short in short_in(line):
        try:
            one = _shortly(line, short, zone or UTC, month_first)
        except (ValueError, OverflowError):
            continue
        if one and EARLIEST <= one.date.year <= LATEST:
            found.append(one)
    return found


def _western(line: str) -> str:
    return line if line.isascii() else _DIGIT.sub(lambda d: str(unicodedata.decimal(d[0])), line)


def _shortly(line: str, short: re.Match[str], zone: timezone, month_first: bool) -> Printed | None:
    part = short.groupdict()
    if part["era"]:
        return _ordered(line[short.start() : short.end() + 40], zone, short.start())
    if part["thai"]:
        month = MONTHS.get(folded(part["thai"]))
        day = calendars.day(2500 + int(part["thaiyear"]), month, int(part["thaiday"])) if month else None
    else:
        one, other, year = int(part["one"]), int(part["other"]), 2000 + int(part["year"])
        turned = other > 12 or (month_first and part["mark"] == "/" and one <= 12)
        day = calendars.day(year, one if turned else other, other if turned else one)
    return _timed(line, day, short.start(), short.end(), zone) if day else None


def _safely(piece: str, zone: timezone, month_first: bool) -> Printed | None:
    try:
        found = _ordered(piece, zone) or _numeric(piece, zone, month_first) or _worded(piece, zone)
    except (ValueError, OverflowError):
        return None
    return found if found and EARLIEST <= found.date.year <= LATEST else None


def _ordered(piece: str, zone: timezone, moved: int = 0) -> Printed | None:
    iso = _ISO.search(piece)
    return Printed(_iso(iso, zone), iso.start() + moved, iso.end() + moved) if iso else None


def _numeric(piece: str, zone: timezone, month_first: bool) -> Printed | None:
    found = _NUMERIC.search(piece)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month_first = month_first and found[2] != "."
    day, month = (first, second) if second <= 12 and not (month_first and first <= 12) else (second, first)
    return _timed(piece, calendars.day(year, month, day), found.start(), found.end(), zone)


def _worded(piece: str, zone: timezone) -> Printed | None:
    """A name of a month with a day and a year beside it, in the order of any language."""
    words = list(_WORD.finditer(piece))
    for n, word in enumerate(words):
        name = folded(word[0])
        month, lunar = MONTHS.get(name) or PERSIAN_MONTHS.get(name), LUNAR_MONTHS.get(name)
        if not month and not lunar and n + 1 < len(words):
            following = folded(words[n + 1][0])
            month, lunar = PAIRS.get(f"{name} {following}"), LUNAR_MONTHS.get(f"{name} {following}")
            if name == "thang" and following in _TWELVE:  # Vietnamese: "month 5"
                month = int(following)
        if not month and not lunar:
            continue
        near = [k for k in (n - 1, n + 1, n - 2, n - 3) if 0 <= k < len(words)]
        day = next((k for k in near if words[k][0].isdigit() and 1 <= int(words[k][0]) <= 31), -1)
        around = [k for k in (n + 1, n + 2, n + 3, n + 4, n - 1, n - 2, n - 3) if 0 <= k < len(words)]
        year = next((k for k in around if len(words[k][0]) == 4 and words[k][0].isdigit()), -1)
        if day < 0 or year < 0:
            continue
        places = (n, day, year)
        born = calendars.day(
            int(words[year][0]), month or lunar or 0, int(words[day][0]), lunar=month is None
        )
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


_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\w?$)")

_TURNED_IN_URL = re.compile(r"[/-](0[1-9]|[12]\d|3[01])([./-])(0[1-9]|1[0-2])\2(20\d\d)(?=[/_.-]|$)")


def of_url(url: str) -> datetime | None:
    """The day in an address such as `/2025/03/14/` or `/14-03-2025`, midnight UTC."""
    if found := _IN_URL.search(url):
        return parse("-".join(found.groups()))
    turned = _TURNED_IN_URL.search(url)
    return parse(f"{turned[4]}-{turned[3]}-{turned[1]}") if turned else None
