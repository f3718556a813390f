"""Addresses: folded, and judged."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from newsarchive.addresses import fold, judge
from newsarchive.scope import Scope


@pytest.mark.parametrize(
    ("url", "folded"),
    [
        ("HTTPS://News.Example:443/A?b=1&utm_source=x&a=2#top", "https://news.example/A?b=1&a=2"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("//news.example/a;jsessionid=12AB?fbclid=1&gclid=2", "https://news.example/a"),
        ("../b?PHPSESSID=1&page=2", "https://base.example/b?page=2"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("?id=1&at_medium=rss", "https://base.example/dir/page?id=1"),
        ("mailto:a@b.example", None),
        ("http://u:p@news.example/", None),
        ("http://news.example:port/", None),
        ("http://", None),
    ],
)
def test_fold(url: str, folded: str | None) -> None:
    assert fold(url, "https://base.example/dir/page") == folded


@pytest.mark.parametrize(
    ("path", "anchor", "kind"),
    [
        ("/2026/03/04/ferry", "", "article"),
        ("/harbour/old-ferry-crosses-at-night", "", "article"),
        ("/harbour/ferry-1234567.html", "", "article"),
        (f"/news/{quote('пором-через-ніч-іде')}", "", "article"),
        ("/story/123456", "夜の渡し船が五月から湾を渡る", "article"),
        ("/story/123456", "The old ferry crosses at night", "article"),
        ("/", "", "section"),
        ("/harbour/", "Harbour", "section"),
        ("/tag/the-old-ferry-of-the-bay", "", "section"),
        ("/author/mara-quill", "", "section"),
        ("/login", "", "other"),
        ("/2026/03/04/ferry.jpg", "", "other"),
        ("/a/b/c/d/e", "", "other"),
        ("/search?q=ferry", "", "other"),
    ],
)  # fmt: skip
def test_judge(path: str, anchor: str, kind: str) -> None:
    assert judge(f"https://news.example{path}", anchor) == kind


def test_scope() -> None:
    scope = Scope(frozenset({"news.example"}), path="/en/")
    assert scope.holds("https://www.news.example/en/a")
    assert not scope.holds("https://news.example/de/a")
    assert not scope.holds("https://sport.news.example/en/a")
    assert not scope.holds("https://badnews.example/en/a")
    assert scope.holds("https://news.other.example/en/a", home="news.other.example")
    assert Scope(frozenset({"news.example"}), subdomains=True).holds("https://sport.news.example/a")
