"""How values are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.browse import words


def test_dates():
    when = datetime(2026, 3, 7, 14, 5, 9, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert words.day(when) == words.day("2026-03-07T14:05:09+05:45") == "7 March 2026"
    assert words.minute(when) == "7 March 2026, 14:05 +0545"
    assert words.second(when) == "7 March 2026, 08:20:09 UTC"
    assert words.day("0001-01-01T00:00:00+00:00") == "1 January 1"
    assert words.second(datetime(1, 1, 1, tzinfo=UTC)) == "1 January 1, 00:00:00 UTC"


def test_the_ends_of_time_cost_nothing():
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))
    assert words.second(first) == "1 January 1, 00:00:00 +0500"


@pytest.mark.parametrize("text", ["", "yesterday", None])
def test_no_date(text):
    assert words.day(text) == words.minute(text) == words.second(text) == (text or "")


def test_cut_text_leaves_no_half_character():
    assert words.short("abcdef", 6) == "abcdef"
    assert words.short("abcdef", 5) == "abcd…"
    assert words.short("abce\u0301def", 5) == "abc…"
    assert words.short(None, 5) == ""


def test_cut_segments_keep_what_is_lit():
    assert words.short_segments([("abc", False), ("def", True), ("ghi", False)], 5) == [
        ("abc", False),
        ("d…", True),
    ]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("//a.example", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_what_may_be_linked(url, good):
    assert words.web_address(url) is good


def test_directions():
    assert [words.direction(code) for code in ("ar", "fa", "he", "ur", "en", "zh-Hant", None, "")] == [
        "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "auto", "auto",
    ]  # fmt: skip


def test_languages():
    assert words.language("nb") == "Norwegian Bokmål"
    assert words.language("xx") == "xx"
    assert words.language(None) == ""
