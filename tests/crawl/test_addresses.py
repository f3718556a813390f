"""Addresses: folded, and their variants."""

from __future__ import annotations

import pytest

from newsarchive.addresses import dropped, fold, plain, whole, without


@pytest.mark.parametrize(
    ("url", "folded"),
    [
        ("HTTPS://News.Example:443/A?b=1&utm_source=x&a=2#top", "https://news.example/A?b=1&a=2"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("//news.example/a;jsessionid=12AB?fbclid=1&gclid=2", "https://news.example/a"),
        ("../b?PHPSESSID=1&page=2", "https://base.example/b?page=2"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("?id=1&at_medium=rss", "https://base.example/dir/page?id=1"),
        ("?sid=0123456789abcdef&id=1&ref=front", "https://base.example/dir/page?id=1"),
        ("/(S(abcdefghij0123456789abcd))/a.aspx", "https://base.example/a.aspx"),
        ("mailto:a@b.example", None),
        ("http://u:p@news.example/", None),
        ("http://news.example:port/", None),
        ("http://", None),
    ],
)
def test_fold(url: str, folded: str | None) -> None:
    assert fold(url, "https://base.example/dir/page") == folded


@pytest.mark.parametrize(
    ("variant", "folded"),
    [
        ("/a/amp/", "/a"),
        ("/a/amp", "/a"),
        ("/a/amp.html", "/a"),
        ("/a.amp.html", "/a.html"),
        ("/amp/a", "/a"),
        ("/a?outputType=amp&x=1", "/a?x=1"),
        ("/a?amp", "/a"),
        ("/a.html?view=print", "/a.html"),
        ("/a/print", "/a"),
        ("/a?print=true", "/a"),
        ("/lamp/a", "/lamp/a"),
        ("/a-print", "/a-print"),
        ("/amp/", "/amp/"),
        ("/?page=2", "/?page=2"),
    ],
)
def test_variants_for_amp_and_print(variant: str, folded: str) -> None:
    assert plain(f"https://news.example{variant}") == f"https://news.example{folded}"


def test_the_whole_address_where_something_was_folded_away() -> None:
    assert whole("?utm_source=x&a=1#top", "https://n.example/") == "https://n.example/?utm_source=x&a=1"
    assert whole("https://n.example/?a=1#top") == ""
    assert whole("mailto:a@b.example?utm_source=x") == ""


def test_what_a_canonical_address_leaves_out() -> None:
    assert dropped("https://n.example/a?id=1&box=2&x=3", "https://n.example/a?id=1") == {"box", "x"}
    assert dropped("https://n.example/a?id=1", "https://n.example/b") == frozenset()
    assert dropped("https://n.example/a?id=1", "https://n.example/a?id=2") == frozenset()
    assert without("https://n.example/a?id=1&box=9", frozenset({"box"})) == "https://n.example/a?id=1"
