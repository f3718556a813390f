"""What pages, responses and hosts say against their use, in each form that machines read."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy.http import HtmlResponse

from newsarchive import optouts
from newsarchive.policy import beginning

US = "newsarchive"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noindex, NoArchive", "noindex, noarchive"),
        ("index, follow, max-image-preview:large", ""),
        ("noai, noimageai", "noai, noimageai"),
        ("googlebot: noindex, noarchive", ""),
        ("googlebot: noindex, newsarchive: nofollow", "nofollow"),
        ("unavailable_after: 1 May 2027 08:00:00 GMT", "unavailable_after: 1 may 2027 08:00:00 gmt"),
        ("none, none", "none"),
        (",,;:,:", ""),
    ],
)
def test_directives(value: str, expected: str) -> None:
    assert optouts.directives(value, US) == expected


def test_headers() -> None:
    sent = [
        ("X-Robots-Tag", "noarchive"), ("x-robots-tag", "otherbot: noai"), ("TDM-Reservation", "1"),
        ("tdm-policy", "https://news.example/policy.json"), ("Content-Usage", "train-ai=n, search=y"),
        ("X-Other", "noindex"),
    ]  # fmt: skip
    assert list(optouts.headers(sent, US)) == [
        "x-robots-tag: noarchive", "header: tdm-reservation=1",
        "header: tdm-policy=https://news.example/policy.json", "header: train-ai=no",
    ]  # fmt: skip


def test_markup() -> None:
    page = b"""<!doctype html><head><META content='noai, nofollow' name=robots>
    <meta name="googlebot" content="noarchive"><meta name="newsarchive" content="noindex">
    <meta name="tdm-reservation" content="1"><meta property="og:title" content="no robots: noindex">
    <meta name="robots" content="max-snippet:-1"><body><meta name="robots" content="noarchive">"""
    assert list(optouts.markup(page, US)) == [
        "meta: noai, nofollow", "meta: noindex", "meta: tdm-reservation=1",
    ]  # fmt: skip


def test_only_the_beginning_of_a_page_is_looked_at() -> None:
    late = b"<meta name=robots content=noai>"
    assert list(optouts.markup(b" " * (optouts.HEAD - len(late)) + late, US))
    assert not list(optouts.markup(b" " * optouts.HEAD + late, US))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", ""])
def test_the_beginning_of_a_coded_page(coding: str) -> None:
    page = b"<head><meta name=robots content=noai></head><body>" + b"bells " * 100_000
    body = {"gzip": gzip.compress(page), "deflate": zlib.compress(page)}.get(coding, page)
    response = HtmlResponse(
        "http://a.example/", body=body, headers={"Content-Encoding": coding} if coding else {}
    )
    found = beginning(response)
    assert len(found) <= optouts.HEAD + 16_384
    assert found == b"" if coding == "br" else found.startswith(page[:50])


def test_a_page_that_only_claims_to_be_coded() -> None:
    response = HtmlResponse("http://a.example/", body=b"<html>", headers={"Content-Encoding": "gzip"})
    assert beginning(response) == b""


def test_content_signals_of_robots_txt() -> None:
    robots = """# As Cloudflare writes it
User-agent: *
Content-Signal: search=yes, ai-train=no
Allow: /

User-agent: otherbot
User-agent: thirdbot
Content-Signal: search=no
Disallow: /
"""
    assert optouts.signals(robots, US) == "ai-train=no"
    assert (
        optouts.signals(robots + "User-Agent: NewsArchive\nContent-Usage: train-ai=n\n", US) == "train-ai=no"
    )
    assert optouts.signals("User-agent: otherbot\nContent-Signal: ai-train=no\n", US) == ""
    assert optouts.signals("Content-Signal: ai-input=no", US) == "ai-input=no"


def test_tdmrep() -> None:
    rules = optouts.reservations(
        b"""[{"location": "/", "tdm-reservation": 0},
        {"location": "/news/*", "tdm-reservation": 1, "tdm-policy": "https://news.example/p.json"},
        {"location": "*.pdf$", "tdm-reservation": 1}, {"tdm-reservation": 1}, 7]"""
    )
    assert optouts.reserved(rules, "/news/x") == "tdm-reservation=1, tdm-policy=https://news.example/p.json"
    assert optouts.reserved(rules, "/about") == "tdm-reservation=0"
    assert optouts.reserved(rules, "/a.pdf") == "tdm-reservation=1"
    assert optouts.reserved(rules, "/a.pdf?x") == "tdm-reservation=0"


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"[[[[", b"[" * 100_000, b'"x"', b"[null]", b"\xff"])
def test_what_is_no_tdmrep(body: bytes) -> None:
    assert optouts.reservations(body) == []


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/a", "/abc", True), ("/a$", "/a", True), ("/a$", "/ab", False), ("*", "/x", True), ("", "/x", True),
        ("/*/c", "/a/b/c", True), ("/*/c$", "/a/c/d", False), ("/a*a$", "/a", False), ("*b*", "/abc", True),
        ("/" + "a*" * 200 + "b", "/" + "a" * 5000, False),
    ],
)  # fmt: skip
def test_patterns_of_paths(pattern: str, path: str, expected: bool) -> None:
    assert optouts.fits(pattern, path) is expected


def test_the_single_words_of_what_is_told() -> None:
    told = optouts.joined(["x-robots-tag: none, noai", "ai.txt: disallowed", "robots.txt: ai-train=no"])
    assert optouts.words(told) == {"none", "noindex", "nofollow", "noai", "ai.txt", "ai-train=no"}
    assert optouts.words("") == set()
    assert len(optouts.joined(f"meta: {n}" for n in range(10_000))) == optouts.LONGEST
