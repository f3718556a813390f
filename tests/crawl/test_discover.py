"""What a document is by its content, and where it points."""

from __future__ import annotations

import gzip

import pytest

from newsarchive.discover import MAX_PAGE_LINKS, Link, document, links, sitemaps, unpack

URL = "https://news.example/dir/page"
RSS = b"""<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><link>https://news.example/</link>
<item><title>M\xfche</title><link> https://news.example/a?utm_medium=rss </link>
<pubDate>Wed, 04 Mar 2026</pubDate></item>
<item><guid isPermaLink="true">https://news.example/b</guid></item><item><title>none</title></item>
<item><link>https://news.example/a</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://news.example/"/>
<entry><link rel="edit" href="/edit"/><link rel="alternate" href="/c"/><title>C</title>
<updated>2026-03-04</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item><title>D</title><link>https://news.example/d</link></item></rdf:RDF>"""
JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/e", "title": "E"}, {"id": 1}, 7]}'
)
SITEMAP = b"""<?xml version="1.0"?><!-- made today --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="urn:i">
<url><loc>https://news.example/f?a=1&amp;b=2</loc><lastmod>2026-03-05</lastmod><news:news>
<news:publication_date>2026-03-04</news:publication_date><news:title>F &amp; G</news:title></news:news>
<image:image><image:loc>https://news.example/f.jpg</image:loc></image:image></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (RSS, "text/html", "feed"),
        (ATOM, "", "feed"),
        (RDF, "application/xml", "feed"),
        (JSON, "application/json", "feed"),
        (SITEMAP, "text/plain", "sitemap"),
        (INDEX, "", "sitemap"),
        (
            b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='x'>",
            "application/xhtml+xml",
            "page",
        ),
        (b"<!doctype html><title>x", "text/html", "page"),
        (b"<p>no head at all", "text/html", "page"),
        (b"{}", "application/json", "other"),
        (b"<?xml version='1.0'?><svg/>", "image/svg+xml", "other"),
        (b"\x89PNG", "image/png", "other"),
        (b"", "text/html", "page"),
    ],
)
def test_documents(body: bytes, media_type: str, expected: str) -> None:
    assert document(body, media_type) == expected


def test_feeds() -> None:
    assert links(RSS, "feed", URL) == [
        Link("https://news.example/a", "article", "Mühe", "Wed, 04 Mar 2026"),
        Link("https://news.example/b", "article"),
    ]
    assert links(RSS, "feed", URL)[0].whole == "https://news.example/a?utm_medium=rss"
    assert links(ATOM, "feed", URL) == [Link("https://news.example/c", "article", "C", "2026-03-04")]
    assert links(RDF, "feed", URL) == [Link("https://news.example/d", "article", "D")]
    assert links(JSON, "feed", URL) == [Link("https://news.example/e", "article", "E")]


def test_sitemaps() -> None:
    assert links(SITEMAP, "sitemap", URL) == [
        Link("https://news.example/f?a=1&b=2", "article", "F & G", "2026-03-04")
    ]
    assert links(INDEX, "sitemap", URL) == [Link("https://news.example/s1.xml", "sitemap")]


def test_what_feeds_and_sitemaps_tell() -> None:
    rss = b"""<rss xmlns:dc="d"><channel><language>da</language><item><link>/a</link>
    <dc:creator>Liv</dc:creator>
    <dc:creator>Bo</dc:creator><category>Havn</category></item></channel></rss>"""
    (link,) = links(rss, "feed", URL)
    assert (link.authors, link.tags, link.language) == (("Liv", "Bo"), ("Havn",), "da")
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><entry><link href="/a"/>
    <author><name>Ina</name></author><category term="Turm"/></entry></feed>"""
    (link,) = links(atom, "feed", URL)
    assert (link.authors, link.tags, link.language) == (("Ina",), ("Turm",), "de")
    feed = b'{"language": "ja", "items": [{"url": "/a", "authors": [{"name": "K"}, 7], "tags": ["x", 1]}]}'
    (link,) = links(feed, "feed", URL)
    assert (link.authors, link.tags, link.language) == (("K",), ("x", "1"), "ja")


def test_the_most_words_of_an_address_count() -> None:
    page = b"""<a href="/story/123456"><img alt="A lighthouse"></a>
    <a href="/story/123456">The lamp keeper of the bay retires at ninety</a><a href="/story/123456">more</a>
    <link rel="next" href="?page=2"><a rel="next" href="?page=2">On</a>"""
    found = links(page, "page", URL)
    assert [(link.kind, link.title) for link in found] == [
        ("article", "The lamp keeper of the bay retires at ninety"),
        ("next", "On"),
    ]


def test_a_million_links_are_not_all_taken() -> None:
    page = b"".join(b'<a href="/%d">x</a>' % n for n in range(20_000))
    assert len(links(page, "page", URL)) == MAX_PAGE_LINKS


def test_broken_ones_give_what_they_have() -> None:
    assert [link.url for link in links(RSS[:230], "feed", URL)] == ["https://news.example/a"]
    assert links(b"{not json", "feed", URL) == []
    assert links(b"", "sitemap", URL) == []
    assert links(b"[" * 100_000, "feed", URL) == []


def test_no_entity_is_opened() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><item><link>https://a.example/&f;</link></item></rss>'
    assert [link.url for link in links(bomb, "feed", URL)] in ([], ["https://a.example/"])


def test_a_page() -> None:
    page = """<html><head><base href="/base/"><link rel="alternate" type="application/atom+xml" href="/feed">
    <link rel="stylesheet" href="/x.css"></head><body><a href="2026/03/04/the-old-ferry">Märchen</a>
    <a href="javascript:void(0)">x</a><a href="mailto:a@b.example">x</a><a href="#top">x</a><a>x</a>
    <a href="http://[bad/">x</a><a href="http://u:p@news.example/">x</a>
    <a href="/sport/"><img alt="y">Sport</a></body></html>"""
    found = links(page.encode("latin-1"), "page", URL, "latin-1")
    assert found == [
        Link("https://news.example/feed", "feed"),
        Link("https://news.example/base/2026/03/04/the-old-ferry", "article", "Märchen"),
        Link("https://news.example/base/", "section", "x"),
        Link("https://news.example/sport/", "section", "Sport"),
    ]


def test_an_unknown_encoding_is_no_error() -> None:
    assert links(b'<a href="/a/">x</a>', "page", URL, "klingon")[0].url == "https://news.example/a/"


def test_unpack() -> None:
    assert unpack(gzip.compress(SITEMAP)) == SITEMAP
    assert unpack(SITEMAP) == SITEMAP
    assert unpack(gzip.compress(SITEMAP)[:40]) == b""
    assert len(unpack(gzip.compress(bytes(60_000_000), 1))) == 50_000_000


def test_robots_name_sitemaps() -> None:
    robots = (
        "User-agent: *\nSITEMAP : /a.xml # ours\nSitemap: https://b.example/b.xml\nSitemap:\n# Sitemap: /c"
    )
    assert sitemaps(robots, "https://news.example/robots.txt") == [
        "https://news.example/a.xml",
        "https://b.example/b.xml",
    ]
