"""Where a crawl may go, and from when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsarchive import days
from newsarchive.days import Span
from newsarchive.scope import Scope, in_folder

MARCH = Scope(frozenset({"news.example"}), since=date(2026, 3, 1), until=date(2026, 3, 31))


def test_hosts_and_paths() -> None:
    scope = Scope(frozenset({"news.example"}), paths=("/en/", "/uk/"), without=("/en/games/",))
    assert scope.holds("https://www.news.example/en/a")
    assert scope.holds("https://www.news.example/uk/a")
    assert not scope.holds("https://news.example/en/games/a")
    assert not scope.holds("https://news.example/de/a")
    assert not scope.holds("https://sport.news.example/en/a")
    assert not scope.holds("https://badnews.example/en/a")
    assert scope.holds("https://news.other.example/en/a", home="news.other.example")
    assert Scope(frozenset({"news.example"}), subdomains=True).holds("https://sport.news.example/a")


@pytest.mark.parametrize(
    ("path", "told", "within"),
    [
        ("/2026/03/04/a", "", True),
        ("/2026/02/28/a", "", False),
        ("/2026/04/a", "", False),
        ("/2026/a", "", True),
        ("/2025/a", "", False),
        ("/a", "", True),
        ("/a", "Wed, 04 Mar 2026 08:00:00 +0100", True),
        ("/a", "2026-02-28T23:59:59Z", False),
        ("/a", "2026-04-01", False),
        ("/2026/03/04/a", "2026-09-01", True),  # changed later
        ("/a", "yesterday", True),
    ],
)
def test_days_before_fetching(path: str, told: str, within: bool) -> None:
    assert MARCH.holds_told(f"https://news.example{path}", told) is within


@pytest.mark.parametrize(
    ("url", "changed", "within"),
    [
        ("/sitemap-2026-03.xml", "", True),
        ("/sitemap-2026-02.xml", "", False),
        ("/sitemap-2025.xml.gz", "2026-03-05", False),
        ("/sitemap-7.xml", "2025-12-31", False),
        ("/sitemap-7.xml", "2026-06-30", True),
        ("/archive/2026/04/", "", False),
        ("/archive/2026/03/31/", "", True),
    ],
)
def test_old_sitemaps_only_as_far_as_needed(url: str, changed: str, within: bool) -> None:
    assert MARCH.holds_list(f"https://news.example{url}", changed) is within


def test_days_and_languages_after_reading() -> None:
    assert MARCH.holds_article(datetime(2026, 3, 31, 23, tzinfo=UTC), "en")
    assert not MARCH.holds_article(datetime(2026, 4, 1, tzinfo=UTC), "en")
    assert MARCH.holds_article(None, None)
    danish = Scope(languages=frozenset({"da"}))
    assert danish.holds_article(None, "da")
    assert danish.holds_article(None, None)
    assert not danish.holds_article(None, "de")
    assert danish.holds_told("https://news.example/da/a")
    assert not danish.holds_told("https://news.example/de/a")
    assert danish.holds_told("https://news.example/de/a", language="da-DK")


@pytest.mark.parametrize(
    ("path", "language"),
    [("/en/a", "en"), ("/pt-br/a", "pt"), ("/en", ""), ("/tv/a", ""), ("/english/a", "")],
)
def test_languages_in_addresses(path: str, language: str) -> None:
    assert in_folder(f"https://news.example{path}") == language


@pytest.mark.parametrize(
    ("url", "span"),
    [
        ("/2026/03/04/a", Span(date(2026, 3, 4), date(2026, 3, 4))),
        ("/a-20260304.html", Span(date(2026, 3, 4), date(2026, 3, 4))),
        ("/04-03-2026/a", Span(date(2026, 3, 4), date(2026, 3, 4))),
        ("/2024/02/a", Span(date(2024, 2, 1), date(2024, 2, 29))),
        ("/archive?d=2026-03", Span(date(2026, 3, 1), date(2026, 3, 31))),
        ("/2026/a", Span(date(2026, 1, 1), date(2026, 12, 31))),
        ("/2026/02/31/a", None),
        ("/a-1234567890", None),
        ("/room-2026a", None),
    ],
)
def test_days_in_addresses(url: str, span: Span | None) -> None:
    assert days.of_address(f"https://news.example{url}") == span
