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
    ("raw", "language"),
    [
        ("14. März 2025, 09:20 Uhr", "de"),
        ("Publicado el 14 de marzo de 2025", "es"),
        ("14 марта 2025", "ru"),
        ("2025年3月14日", "ja"),
        ("14.03.2025", "fi"),
        ("March 14, 2025 at 9:20 a.m.", "en"),
        ("١٤ مارس ٢٠٢٥", "ar"),
    ],
)
def test_printed_dates_in_many_languages(raw, language):
    found = dates.printed(raw, language)
    assert found is not None
    assert found.date().isoformat() == "2025-03-14"


def test_yesterday_is_no_date():
    assert dates.printed("yesterday at 9", "en") is None


def test_the_day_in_an_address():
    assert dates.of_url("https://a.example/2025/03/14/ferry") == datetime(2025, 3, 14, tzinfo=UTC)
    assert dates.of_url("https://a.example/room/2025") is None
