"""Dates: what machines wrote, and what is printed.

Machine dates come in a handful of shapes that ISO 8601 almost covers. Printed ones are read by patterns where
the order of day and month is certain, and by dateparser (slow, imported late) where it is not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST = 1990
"""No page of the web is older; earlier years are defaults of some database (1970-01-01, 0001-01-01)."""
LATEST = 2100

_ISO = re.compile(
    r"""(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?:\.?日?)
        (?:[T\s,(]*(?:\w{1,3}[)\s]+)?(?P<h>\d{1,2})[:時h](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d+))?)?分?\s*
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
_ENGLISH = re.compile(
    r"\b(?:(?P<m1>[A-Z][a-z]{2,8})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{4})|"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>[A-Z][a-z]{2,8})\.?,?\s+(?P<y2>\d{4}))"
    r"(?:[,\s|–-]+(?:at\s+)?(?P<h>\d{1,2}):(?P<min>\d\d)(?::\d\d)?\s*(?P<ap>[AaPp]\.?[Mm]\.?)?)?"
)
_NUMERIC = re.compile(
    r"\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})\b(?:[,\s|–-]*(?:\D{1,6}\s)?(\d{1,2})[:.](\d\d))?"
)
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
    return _english(raw, zone)


def _iso(match: re.Match[str], zone: timezone) -> datetime:
    part = match.groupdict()
    day = (int(part["y"]), int(part["m"]), int(part["d"]))
    if part["h"] is None:
        return datetime(*day, tzinfo=UTC)
    hour = _hour(int(part["h"]), part["ap"])
    fraction = int(((part["f"] or "") + "000000")[:6])
    clock = datetime(*day, tzinfo=_zone(part["z"]) or zone)
    return clock + timedelta(
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


def _english(raw: str, zone: timezone) -> datetime | None:
    found = _ENGLISH.search(raw)
    if not found:
        return None
    month = _MONTHS.get((found["m1"] or found["m2"])[:3].lower())
    if month is None:
        return None
    day = datetime(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]), tzinfo=zone)
    if found["h"] is None:
        return day.replace(tzinfo=UTC)
    return day + timedelta(hours=_hour(int(found["h"]), found["ap"]), minutes=int(found["min"]))


def printed(raw: str, language: str | None = None, *, zone: timezone | None = None) -> datetime | None:
    """A date as printed for people: "14. Mai 2025, 10:20 Uhr", "5월 15일 2025"; None where there is none."""
    raw = " ".join(raw.split())[:120]
    if not re.search(r"\d", raw):
        return None
    found = _search(raw, zone or UTC, month_first=language == "en-US")
    return found or _guess(raw, language, zone or UTC)


def _search(raw: str, zone: timezone, *, month_first: bool) -> datetime | None:
    try:
        if iso := _ISO.search(raw):
            found = _iso(iso, zone)
        elif numeric := _NUMERIC.search(raw):
            first, second = int(numeric[1]), int(numeric[3])
            day, month = (second, first) if second > 12 or (month_first and first <= 12) else (first, second)
            found = datetime(int(numeric[4]), month, day, tzinfo=zone if numeric[5] else UTC)
            if numeric[5]:
                found += timedelta(hours=int(numeric[5]), minutes=int(numeric[6]))
        else:
            found = _english(raw, zone)  # type: ignore[assignment]
    except (ValueError, OverflowError):
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None


_WORDED = re.compile(
    r"""\d{1,2}\W{0,3}(?:(?:de|del|d'|tháng|ngày|ta'|يوم)\s)?[^\W\d]{3,14}\W{0,3}(?:(?:de|del|năm|г\.?)\s)?\d{4}
        (?:\D{1,8}\d{1,2}[:.h]\d\d)?|[^\W\d]{3,14}\s\d{1,2}\W{1,2}\d{4}|\d{4}\.?\s[^\W\d]{3,14}\s\d{1,2}\b""",
    re.VERBOSE,
)


def _guess(raw: str, language: str | None, zone: timezone) -> datetime | None:
    """dateparser's reading; only whole dates, since "yesterday" says nothing without the day of the visit."""
    core = _WORDED.search(raw)
    if not core:
        return None
    import dateparser  # 0.3 s: only where a page has no other date

    try:
        found = dateparser.parse(
            core.group(),
            languages=[language[:2]] if language else None,
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
        )
    except Exception:
        # dateparser raises ValueError for languages it does not know and assorted errors on odd input.
        return None
    if found is None or not EARLIEST <= found.year <= LATEST:
        return None
    aware: datetime = found if found.tzinfo else found.replace(tzinfo=zone)
    return aware


_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\w?$)")


def of_url(url: str) -> datetime | None:
    """The day in an address such as `/2025/03/14/`, midnight UTC."""
    found = _IN_URL.search(url)
    return parse("-".join(found.groups())) if found else None
