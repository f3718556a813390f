"""Patterns of addresses that lead to nothing but more of themselves."""

from __future__ import annotations

import pytest

from archive.article import Article
from newsarchive.patterns import Patterns, shape

LIST = Article(url="", page_kind="index")


def story(headline: str) -> Article:
    return Article(url="", page_kind="article", headline=headline)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/calendar/2031/05/", "a.example/calendar/#/#/"),
        ("https://a.example/2026/03/04/old-ferry", "a.example/#/#/#/old-ferry"),
        ("https://a.example/list?page=7&sort=up", "a.example/list?page&sort"),
        ("https://a.example/s/3f2504e0-4f89-11d3-9a0c-0305e82c3301/", "a.example/s/*/"),
        ("https://a.example/x/a8f5f167f44f4964e6c998dee827110c", "a.example/x/*"),
        ("https://a.example/a-very-long-headline-of-a-story-about-ferries", None),
    ],
)
def test_shapes(url: str, expected: str | None) -> None:
    assert shape(url) == (expected or url.removeprefix("https://"))


def day(n: int) -> str:
    return f"https://a.example/calendar/{2026 + n // 12}/{n % 12 + 1}/"


def test_addresses_where_nothing_is_are_left() -> None:
    patterns = Patterns(most=10)
    for n in range(10):
        assert not patterns.why(day(n))
        patterns.nothing(day(n))
    assert patterns.why(day(10)) == "10 pages like a.example/calendar/#/#/ in a row held nothing new"


def test_a_calendar_without_end_is_left() -> None:
    patterns = Patterns(most=10)
    for n in range(10):
        assert not patterns.why(day(n))
        patterns.page(day(n), LIST)
        patterns.led(day(n), day(n + 1))
    assert patterns.why(day(99)) == "10 pages like a.example/calendar/#/#/ in a row held nothing new"
    assert not patterns.why("https://a.example/calendar/")
    assert not patterns.why(day(99).replace("a.example", "b.example"))


def test_what_still_leads_to_something_goes_on() -> None:
    patterns = Patterns(most=10)
    for n in range(50):
        patterns.page(day(n), LIST)
        if n % 9 == 0:
            patterns.led(day(n), f"https://a.example/story/number-{n}-of-some")
    assert not patterns.why(day(99))


def test_two_traps_that_lead_to_one_another() -> None:
    patterns = Patterns(most=10)
    for n in range(30):
        a, b = f"https://a.example/a/{n}", f"https://a.example/b/{n}"
        for url in (a, b):
            if not patterns.why(url):
                patterns.page(url, LIST)
    assert patterns.why("https://a.example/a/77")
    patterns.led("https://a.example/a/1", "https://a.example/b/99")
    assert patterns.why("https://a.example/a/77")


def test_stories_under_numbers_are_no_trap_but_the_same_story_under_ever_new_numbers_is() -> None:
    patterns = Patterns(most=10)
    for n in range(50):
        patterns.page(f"https://a.example/story/{n}", story(f"Story {n}"))
        patterns.page(f"https://a.example/ferry?sid={n}", story("Old ferry crosses at night"))
    assert not patterns.why("https://a.example/story/99")
    assert patterns.why("https://a.example/ferry?sid=99")


def test_feeds_count_for_nothing_and_the_limit_can_be_lifted() -> None:
    for patterns, read in ((Patterns(most=3), None), (Patterns(most=0), LIST)):
        for n in range(9):
            patterns.page(day(n), read)
        assert not patterns.why(day(99))
