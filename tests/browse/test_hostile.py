"""Pages of a collection were written by strangers: what they hold is shown, and does nothing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from archive.article import (
    Article,
    Block,
    Consent,
    Correction,
    Disclosure,
    Embed,
    Extractor,
    Image,
    Link,
    Related,
    Removed,
)
from newsarchive.browse import serve
from newsarchive.browse.pages import HEADERS

SCRIPT = "<script>alert(1)</script>"
TAG = "'\"><img src=https://tracker.example/x.png onerror=alert(1)>"
ODD = "a\u202eb\u2066c\u0000d\ud83d\x0b" + "z\u0301\u0302" * 50
BAD_LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "//tracker.example/x", "http://[bad", "file:///x",
)  # fmt: skip
DATASETTES = ("datasette.io", "localhost")
"""Hosts of the links that datasette's own pages carry."""


def hostile(text: str) -> Article:
    """The text in every field that holds text."""
    return Article(
        url="javascript:alert(document.domain)",
        headline=text,
        alternative_headline=text,
        description=text,
        authors=(text,),
        byline=text,
        agency=text,
        publisher=text,
        section=text,
        keywords=(text,),
        genre=text,
        date_published_raw=text,
        date_modified_raw=text,
        language=text,
        interface_language=text,
        body=tuple(
            Block(type=kind, text=text, level=99, items=(text,), rows=((text, text),))
            for kind in (
                "paragraph",
                "heading",
                "list",
                "quote",
                "table",
                "preformatted",
                "live-entry",
                "question",
            )
        ),
        images=tuple(Image(url=url, alt=text, caption=text, credit=text) for url in BAD_LINKS),
        related=tuple(
            Related(url=url, title=text, teaser=text, image_alt=text, labels=(text,)) for url in BAD_LINKS
        ),
        links=tuple(Link(url=url, text=text) for url in BAD_LINKS),
        embeds=tuple(Embed(url=url, title=text) for url in BAD_LINKS),
        disclosures=(Disclosure(scope="text", label=text, evidence="visible text", target=f"images/{text}"),),
        corrections=(Correction(text=text),),
        rights=text,
        consent=Consent(provider=text, title=text, text=text, buttons=(text,)),
        encoding=text,
        encoding_source=text,
        removed=(Removed(what=text),),
        extractor=Extractor(version=text, rule=text),
    )


@pytest.fixture(
    scope="module",
    params=[SCRIPT, TAG, ODD, "{{ 7*7 }}{% raw %}", "W" * 100_000],
    ids=["script", "tag", "odd", "jinja", "long"],
)
def text(request):
    return request.param


@pytest.fixture
def pages(text, collection_of, visit):
    path = collection_of(hostile(text))
    return {
        name: visit(serve.datasette_of(path), address)
        for name, address in {
            "front": "/",
            "article": "/news/-/article/1",
            "search": "/news/-/search",
            "hits": "/news/-/search?q=alert+OR+img+OR+z*+OR+a*+OR+raw",
            "table": "/news/articles",
            "row": "/news/articles/1",
            "related": "/news/related",
        }.items()
    }


def test_it_is_shown_and_does_nothing(pages, text):
    for name, page in pages.items():
        assert page.status == 200, name
        ours = name not in ("table", "row", "related")
        if ours:
            assert not page.html.xpath(
                "//script | //style | //svg | //object | //embed | //base | //meta[@http-equiv]"
            )
        assert not page.html.xpath("//img | //iframe | //*[@onerror or @onload]")
        assert not [a for a in page.html.xpath("//a/@href") if scheme(a) not in ("", "http", "https")], name
        away = [a for a in page.html.iter("a") if scheme(a.get("href", "")) in ("http", "https")]
        foreign = [a for a in away if urlsplit(a.get("href")).netloc not in DATASETTES]
        assert all(a.get("rel") == "noopener noreferrer nofollow" for a in foreign), name


def scheme(href: str) -> str:
    """As a browser reads it: blanks at the ends and line breaks don't count."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", "".join(href.split()).lower())
    return found[1] if found else ""


def test_the_words_of_the_page_are_told_as_they_are(pages, text):
    shown = pages["article"].html.find_class("body")[0].find("p").text_content()
    assert shown[:50] == text[:50].replace("\x00", "\ufffd").replace("\ud83d", "?") or text == ODD


def test_a_huge_headline_is_cut(pages):
    assert len(pages["article"].html.findtext(".//h1")) <= 500
    assert len(pages["article"].html.findtext(".//title")) < 300
    assert len(pages["search"].html.xpath("//h3")[0].text_content()) <= 200


def test_our_pages_let_nothing_run_and_nothing_in(get):
    for path in (
        "/",
        "/news/-/search?q=ferry",
        "/news/-/article/1",
        "/news/-/article/99",
        "/news/-/article/1.json",
    ):
        headers = get(path).response.headers
        for name, value in HEADERS.items():
            assert headers[name] == value
        assert "unsafe" not in headers["content-security-policy"]


def test_our_pages_name_no_other_host(get):
    """Nothing but links for the reader to follow."""
    for path in ("/", "/news/-/search?q=ferry", "/news/-/article/1"):
        page = get(path)
        loaded = page.html.xpath(
            "//*[not(self::a)]/@href | //@src | //@srcset | //@action | //@data | //@style"
        )
        assert all(str(address).startswith("/") for address in loaded), loaded
