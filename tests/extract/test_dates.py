from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.extract import dates


@pytest.mark.parametrize(
    "raw",
    [
        "2025-03-14T08:20:00Z",
        "2025-03-14T09:20:00+01:00",
        "2025-03-14 09:20:00 +0100",
        "20250314T082000Z",
        "1741940400",
        "1741940400000",
        "Fri Mar 14 2025 17:20:00 GMT+0900 (JST)",
        "Fri, 14 Mar 2025 08:20:00 GMT",
        "Fri Mar 14 09:20:00 CET 2025",
        "2025-03-14 09:20:00 CET",
        "2025-03-14T08:20:00:684Z",
        "/Date(1741940400000)/",
        "1741940400.0",
    ],
)
def test_machine_dates_name_one_instant(raw):
    assert dates.parse(raw) == datetime(2025, 3, 14, 8, 20, tzinfo=UTC)


def test_a_day_alone_is_midnight_utc_and_a_naive_time_takes_the_zone():
    kyiv = timezone(timedelta(hours=2))
    assert dates.parse("2025-03-14", zone=kyiv) == datetime(2025, 3, 14, tzinfo=UTC)
    assert dates.parse("2025-03-14 09:20", zone=kyiv) == datetime(2025, 3, 14, 9, 20, tzinfo=kyiv)


@pytest.mark.parametrize("raw", ["", "soon", "1970-01-01", "0001-01-01T00:00:00Z", "2025-13-45", "9" * 5000])
def test_what_is_no_date_is_none(raw):
    assert dates.parse(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "14. März 2025, 09:20 Uhr",
        "Publicado el 14 de marzo de 2025",
        "14 марта 2025",
        "2025年3月14日",
        "2025년 3월 14일",
        "14.03.2025",
        "14 | 03 | 2025",
        "March 14th, 2025 at 9:20 a.m.",
        "١٤ مارس ٢٠٢٥",
        "2025. március 14.",
        "2025 m. kovo 14 d.",
        "14 tháng 3, 2025",
        "14 มี.ค. 2568",
        "24 اسفند 1403",
        "۱۴۰۳/۱۲/۲۴",
        "14 मार्च 2025",
        "14 رمضان 1446",
    ],
)
def test_printed_dates_in_many_languages_and_calendars(raw):
    found = dates.printed(raw)
    assert found is not None
    assert found.date().isoformat() == "2025-03-14"


def test_the_time_behind_a_printed_day():
    def time(raw):
        return dates.printed(raw).strftime("%H:%M")

    assert time("14. März 2025, 09:20 Uhr") == "09:20"
    assert time("14 mars 2025 à 9h20") == "09:20"
    assert time("April 8th, 2024 – 8:15 pm") == "20:15"
    assert time("vendredi 14 mars 2025 à 9 h 20") == "09:20"
    assert time("2025年3月14日 午後8時15分") == "20:15"
    assert time("2025.03.14. 오후 8:15") == "20:15"
    assert time("2025年3月14日(金) 9:20") == "09:20"


@pytest.mark.parametrize(
    "raw",
    ["Fr 14.03.25 | 09:20 Uhr", "14/03/25", "14 มี.ค. 68", "令和7年3月14日", "民國114年3月14日", "14-03-25"],
)
def test_a_year_in_two_digits_or_by_its_era(raw):
    assert [d.date.date().isoformat() for d in dates.short_in_line(raw)] == ["2025-03-14"]
    assert dates.in_line(raw) == []


@pytest.mark.parametrize(
    "raw", ["192.168.01.25", "12.03.25.1", "10:20:25", "99.03.25", "12.03.25%", "1.2.10"]
)
def test_numbers_that_are_no_short_date(raw):
    assert dates.short_in_line(raw) == []


def test_arabic_months_of_two_words_and_lunar_ones():
    assert dates.printed("14 كانون الثاني 2025").date().isoformat() == "2025-01-14"
    assert dates.printed("14 ذو القعدة 1446").date().isoformat() == "2025-05-12"


def test_days_that_no_calendar_has():
    assert dates.printed("31 رمضان 1446") is None
    assert dates.parse("1403/13/32") is None


def test_the_order_of_day_and_month():
    assert dates.printed("4/3/2025").date().isoformat() == "2025-03-04"
    assert dates.printed("4/3/2025", month_first=True).date().isoformat() == "2025-04-03"
    assert dates.printed("25/3/2025", month_first=True).date().isoformat() == "2025-03-25"


def test_each_date_of_a_line_where_it_stands():
    line = "December 3, 2025. Updated: December 7, 2025"
    assert [line[d.start : d.stop] for d in dates.in_line(line)] == ["December 3, 2025", "December 7, 2025"]


@pytest.mark.parametrize(
    "raw", ["yesterday at 9", "room 2025", "https://a.example/2025/03/14/x", "+49 2004 12 13"]
)
def test_what_is_printed_and_no_date(raw):
    assert dates.printed(raw) is None


def test_the_day_in_an_address():
    assert dates.of_url("https://a.example/2025/03/14/ferry") == datetime(2025, 3, 14, tzinfo=UTC)
    assert dates.of_url("https://a.example/news/14-03-2025") == datetime(2025, 3, 14, tzinfo=UTC)
    assert dates.of_url("https://a.example/room/2025") is None
