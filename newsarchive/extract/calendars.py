"""Days of the calendars that newspapers print: ours, the Thai, both Hijri ones; years of eras."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ERA = r"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<of>元|\d{1,3})\s?年"
"""A year by a reign or since the founding of the republic: 令和7年, 民國114年."""
_BEFORE = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each era."""
SOLAR, LUNAR = range(1300, 1420), range(1420, 1500)
"""Hijri years by which the calendar is told where no name of a month does: the solar year 1404 and the lunar
1446 began in 2025 and 2024."""
THAI = range(2500, 2600)
_THAI_AHEAD = 543
_LUNAR_EPOCH = 227_014
"""The day before the first of the lunar Hijri calendar, as :meth:`datetime.date.toordinal` counts."""


def of_era(era: str, year: str) -> int:
    """Our year of one told by its era; 元 is the first."""
    return _BEFORE[era] + (1 if year == "元" else int(year))


def day(year: int, month: int, day_: int, *, lunar: bool = False) -> datetime:
    """Midnight UTC of a day, its calendar told by the year; ValueError where there is no such day.

    Lunar months begin when the moon is seen: those of the arithmetic calendar used here (days of 30 years,
    eleven of them leap) can be a day apart from what is printed.
    """
    if lunar or year in LUNAR:
        return _of_lunar(year, month, day_)
    if year in SOLAR:
        return _of_solar(year, month, day_)
    return datetime(year - _THAI_AHEAD if year in THAI else year, month, day_, tzinfo=UTC)


def _of_lunar(year: int, month: int, day_: int) -> datetime:
    if not 1 <= month <= 12 or not 1 <= day_ <= 30:
        raise ValueError(f"{year}-{month}-{day_} is no day of the lunar Hijri calendar")
    days = day_ + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return datetime.fromordinal(_LUNAR_EPOCH + days).replace(tzinfo=UTC)


def _of_solar(year: int, month: int, day_: int) -> datetime:
    """Year 1403 began on 20 March 2024; leap years by the cycle that holds until 1472."""
    if not 1 <= month <= 12 or not 1 <= day_ <= 31:
        raise ValueError(f"{year}-{month}-{day_} is no day of the solar Hijri calendar")
    leaps = sum(_leap(y) for y in range(min(year, 1403), max(year, 1403)))
    days = 365 * (year - 1403) + (leaps if year >= 1403 else -leaps)
    days += 31 * (month - 1) - max(0, month - 7) + day_ - 1
    return datetime(2024, 3, 20, tzinfo=UTC) + timedelta(days=days)


def _leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
