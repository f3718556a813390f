"""Dates that mean nothing without the day of the visit: "3 hours ago", "gestern, 18:05", "14. März"."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from newsarchive.extract.months import MONTHS, folded

LONGEST = 60
"""Characters of a line that can be such a date."""

_UNITS = {
    timedelta(minutes=1): "minute minutes min mins minuten minuto minutos minuti minuut minutter minuter "
    "minuutti minuuttia minuty minut хвилин хвилини хвилину минут минуты минуту dakika perc λεπτά "
    "دقيقة دقائق دقیقه דקות मिनट menit phút นาที 分钟 分鐘 分 분",
    timedelta(hours=1): "hour hours hr hrs stunde stunden std heure heures hora horas ora ore uur timer time "
    "timmar timme tuntia tunti hodin hodinami hodiny godzin godziny godzinę година години годину годин "
    "час часа часов saat óra órája ώρα ώρες ساعة ساعات ساعت שעות घंटे jam giờ tiếng ชั่วโมง 小时 小時 時間 시간",
    timedelta(days=1): "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dage "
    "dager dagar päivää dni dny dnem dnů день дні днів дня дней gün napja nap ημέρα ημέρες يوم أيام روز "
    "ימים दिन hari ngày วัน 天 日 일",
    timedelta(weeks=1): "week weeks woche wochen semaine semaines semana semanas settimana settimane weken "
    "uge uger uke uker vecka veckor viikkoa tygodnie týdny тиждень тижні неделю недели hafta hete εβδομάδες "
    "أسبوع أسابيع هفته שבועות सप्ताह minggu tuần สัปดาห์ 周 週間 주",
}
_UNIT = {folded(word): unit for unit, words in _UNITS.items() for word in words.split()}
_ONE = frozenset("a an one einer einem eine un une una uma en et ein een jeden jednu".split())
_BEFORE = "vor|il y a|hace|há|fa|pred|před|przed|for|för|πριν από|πριν|منذ|قبل|לפני"
_AFTER = (
    "ago|fa|atrás|geleden|siden|sedan|sitten|temu|тому|назад|önce|ezelőtt|پیش|पहले|yang lalu|lalu|trước"
    "|ที่แล้ว|前|전"
)
_BEFORE_WORDS = tuple(f"{folded(word)} " for word in _BEFORE.split("|"))
_AFTER_WORDS = tuple(folded(word) for word in _AFTER.split("|"))
_DIGITS = re.compile(r"\d+")
_COUNT = re.compile(r"(\d{1,3}|[^\W\d]{1,6}(?=\s))\s?")
_DAYS = (
    ("today heute aujourd'hui hoy hoje oggi vandaag idag i\xa0dag tänään dzisiaj dziś dnes сьогодні сегодня "
     "bugün ma σήμερα اليوم امروز היום आज hari\xa0ini hôm\xa0nay วันนี้ 今天 今日 오늘"),
    ("yesterday gestern hier ayer ontem ieri gisteren igår i\xa0går eilen wczoraj včera вчора вчера dün "
     "tegnap χθες χτες أمس دیروز אתמול कल kemarin hôm\xa0qua เมื่อวาน 昨天 昨日 어제"),
)  # fmt: skip
_DAY = {word.replace("\xa0", " "): back for back, words in enumerate(_DAYS) for word in words.split(" ")}
_NAMED = re.compile(
    r"(?P<day>" + "|".join(sorted(map(re.escape, _DAY), key=len, reverse=True)) + r")(?!\w)"
    r"\s?[,|·•–-]?\s?(?:(?:at|um|à|a las|às|alle|om|kl\.?|klo|o|в|о)\s)?"
    r"(?:(?P<h>[01]?\d|2[0-3])(?:[:.]|\s?h\s?)(?P<min>[0-5]\d)(?:\s?(?P<ap>[ap]\.?m\.?))?(?:\s?uhr)?)?$",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"(?:[^\W\d]{2,10}[.,]?\s+)?(?:(?P<m>\d{1,2})\s?(?:月|월)\s?(?P<d>\d{1,2})\s?(?:日|일)"
    r"|(?P<day>\d{1,2})(?:\.|st|nd|rd|th|º|er)?\s(?:de\s)?(?P<month>[^\W\d]{3,12})\.?"
    r"|(?P<month2>[^\W\d]{3,12})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:\s?[,|·•–-]?\s?(?:(?:at|um|à|a las|às|alle|om|kl\.?|klo|o|в|о)\s)?"
    r"(?P<h>[01]?\d|2[0-3])(?:[:.時时시]|\s?h\s?)(?P<min>[0-5]\d)[分분]?(?:\s?(?P<ap>[ap]\.?m\.?))?(?:\s?uhr)?)?$",
    re.IGNORECASE,
)


def read(line: str, captured: datetime, zone: timezone | None = None) -> datetime | None:
    """The date that a whole line tells seen from the day of the visit, aware; None where it tells none.

    :param captured: when the page was visited, aware
    :param zone: that of the page's clock, where it is known; UTC else
    """
    line = " ".join(line.split())
    if not 1 < len(line) <= LONGEST:
        return None
    line = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in line).strip(" .,|·•–-()")
    here = captured.astimezone(zone or UTC)
    try:
        return _ago(line, here) or _named(line, here) or _yearless(line, here) or _behind(line, here)
    except (ValueError, OverflowError):
        return None


def _ago(line: str, here: datetime) -> datetime | None:
    line = folded(line)
    before = next((word for word in _BEFORE_WORDS if line.startswith(word)), "")
    after = next((word for word in _AFTER_WORDS if line.endswith(word)), "")
    count = _COUNT.match(line, len(before))
    if not count or not (before or after):
        return None
    unit = _UNIT.get(line[count.end() : len(line) - len(after)].strip())
    number = int(count[1]) if count[1].isdecimal() else 1 if count[1] in _ONE else None
    if unit is None or number is None:
        return None
    then = here - number * unit
    return _midnight(then) if unit >= timedelta(days=1) else then


def _behind(line: str, here: datetime) -> datetime | None:
    """How long ago, behind a name: "Ann Poe 3 hours ago"."""
    number = next((n for n in _DIGITS.finditer(line) if n.start()), None)
    if not number:
        return None
    before = next((w for w in _BEFORE.split("|") if line[: number.start()].endswith(f"{w} ")), "")
    return _ago(line[number.start() - len(before) - bool(before) :], here)


def _named(line: str, here: datetime) -> datetime | None:
    found = _NAMED.match(line)
    if not found:
        return None
    back = _DAY[found["day"].casefold()]
    return _at(here - timedelta(days=back), found)


def _yearless(line: str, here: datetime) -> datetime | None:
    """A day and a month: the last such day before the visit."""
    found = _YEARLESS.match(line)
    if not found:
        return None
    named = found["month"] or found["month2"]
    month = MONTHS.get(folded(named)) if named else int(found["m"])
    day = int(found["day"] or found["day2"] or found["d"])
    if not month:
        return None
    this = datetime(here.year, month, day, tzinfo=here.tzinfo)
    return _at(this if this <= here else this.replace(year=here.year - 1), found)


def _at(day: datetime, found: re.Match[str]) -> datetime:
    if found["h"] is None:
        return _midnight(day)
    hour, half = int(found["h"]), (found["ap"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * half.startswith("p")
    return day.replace(hour=hour, minute=int(found["min"]), second=0, microsecond=0)


def _midnight(day: datetime) -> datetime:
    """A day without a time, as all dates have it: midnight UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
