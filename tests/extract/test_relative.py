from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.extract import relative

VISIT = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "2 hours ago", "vor 2 Stunden", "il y a 2 heures", "hace 2 horas", "há 2 horas", "2 ore fa",
        "2 uur geleden", "for 2 timer siden", "2 timmar sedan", "2 tuntia sitten", "2 godziny temu",
        "před 2 hodinami", "2 години тому", "2 часа назад", "2 saat önce", "πριν 2 ώρες", "منذ 2 ساعات",
        "۲ ساعت پیش", "לפני 2 שעות", "2 घंटे पहले", "2 jam yang lalu", "2 giờ trước", "2 ชั่วโมงที่แล้ว",
        "2小时前", "2時間前", "2시간 전", "Ann Poe 2 hours ago", "Anna Po vor 2 Stunden", "120 minutes ago",
    ],
)  # fmt: skip
def test_how_long_ago(line):
    assert relative.read(line, VISIT) == VISIT - timedelta(hours=2)


@pytest.mark.parametrize(
    "line", ["yesterday", "gestern", "hier", "1 day ago", "vor einem Tag", "昨天", "어제"]
)
def test_a_day_without_a_time_is_midnight(line):
    assert relative.read(line, VISIT) == datetime(2025, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["gestern, 18:05 Uhr", "Yesterday at 6:05 pm", "i går kl. 18.05", "Hier à 18h05", "Вчера, 18:05"]
)
def test_yesterday_at_a_time(line):
    assert relative.read(line, VISIT) == datetime(2025, 3, 13, 18, 5, tzinfo=UTC)


def test_today_is_that_of_the_pages_zone():
    tokyo = timezone(timedelta(hours=9))
    late = datetime(2025, 3, 14, 20, 0, tzinfo=UTC)
    assert relative.read("今日 1:30", late, tokyo) == datetime(2025, 3, 15, 1, 30, tzinfo=tokyo)


def test_a_day_and_a_month_are_the_last_before_the_visit():
    assert relative.read("12. März, 09:20 Uhr", VISIT) == datetime(2025, 3, 12, 9, 20, tzinfo=UTC)
    assert relative.read("3月12日 9時20分", VISIT) == datetime(2025, 3, 12, 9, 20, tzinfo=UTC)
    assert relative.read("15 March", VISIT) == datetime(2024, 3, 15, tzinfo=UTC)
    assert relative.read("December 24", VISIT) == datetime(2024, 12, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "2 for 1",
        "today the ferry sails",
        "May 5 people",
        "top 10 stories",
        "31 February",
        "9" * 60,
        "",
        "ago",
    ],
)
def test_what_is_no_such_date(line):
    assert relative.read(line, VISIT) is None
