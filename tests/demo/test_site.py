"""The fictional newspaper by itself: links lead where they should, feeds and sitemaps are what they claim."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree, html

from newsarchive.demo.pieces import blocks, load
from newsarchive.demo.site import Site

BASE = "http://127.0.0.1:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAPS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(BASE)


@pytest.fixture(scope="module")
def addresses(site: Site) -> set[str]:
    return {BASE + piece.path for piece in site.pieces}


def text_of(site: Site, path: str) -> str:
    return site.resources[path].body.decode()


def page(site: Site, path: str) -> html.HtmlElement:
    return html.document_fromstring(text_of(site, path))


def pages(site: Site) -> list[str]:
    return [path for path, found in site.resources.items() if found.media_type.startswith("text/html")]


def links(site: Site, path: str) -> set[str]:
    """Paths that a page names: links, pictures, style, script, feeds."""
    found = {urljoin(BASE + path, str(link)) for link in page(site, path).xpath("//@href | //@src")}
    assert all(link.startswith(BASE) for link in found), f"{path} leads off the site"
    return {unquote(urlsplit(link).path) for link in found}


def test_every_link_leads_to_something_or_is_a_trap(site: Site) -> None:
    traps = {*site.redirects, *site.data["missing"]["paths"]}
    linked: set[str] = set()
    for path in pages(site):
        lost = links(site, path) - set(site.resources) - traps
        assert not lost, f"{path} links to {lost}, where nothing is"
        linked |= links(site, path)
    assert set(site.data["missing"]["paths"]) <= linked
    assert linked & set(site.redirects)
    assert "/drafts/next-week" in linked


def test_every_page_but_the_front_is_linked_from_another(site: Site) -> None:
    linked = set().union(*(links(site, path) - {path} for path in pages(site)))
    assert set(pages(site)) <= linked


def test_sections_list_all_their_pieces(site: Site) -> None:
    for piece in site.pieces:
        assert piece.path in links(site, f"/{piece.section}/")


def test_a_piece_is_printed_whole(site: Site) -> None:
    for piece in site.pieces:
        printed = " ".join(page(site, piece.path).text_content().split())
        expected = [line for block in blocks(piece) for line in block.text.replace("\t", "\n").splitlines()]
        expected += [piece.headline, piece.description, *piece.authors, piece.correction, piece.kicker]
        expected += [text for p in piece.pictures if not p.ai for text in (p.caption, p.credit)]
        missing = [text for text in expected if " ".join(text.split()) not in printed]
        assert not missing, f"{piece.id}: {missing}"


def test_pages_tell_their_language_and_direction(site: Site) -> None:
    for piece in site.pieces:
        root, words = page(site, piece.path), site.sections[piece.section].words
        assert (root.get("lang"), root.get("dir")) == (words.language, words["dir"])
    assert site.sections["arabi"].words["dir"] == "rtl"
    assert {piece.language for piece in site.pieces} == {"en", "da", "de", "uk", "ar", "ja"}


def test_every_page_asks_about_cookies(site: Site) -> None:
    for path in pages(site):
        assert len(page(site, path).xpath("//*[@data-consent]//button")) == 2, path


def test_forty_pieces_of_every_kind(site: Site) -> None:
    assert len(site.pieces) == 40
    for kind in ("live", "paywalled", "sponsor", "correction", "ai_text", "translated"):
        assert any(getattr(piece, kind) for piece in site.pieces), kind
    assert max(len(piece.pictures) for piece in site.pieces) >= 3
    assert len({section.maker for section in site.sections.values()}) >= 4


def test_the_seeds_kind_is_there(site: Site) -> None:
    """English text in a Danish page, with the labels on text and picture, and on the cards."""
    printed = page(site, site.by_id["harbour-ice"].path)
    assert printed.get("lang") == "da"
    assert "Rapporteret af AI" in printed.text_content()
    assert "Billede genereret af AI" in printed.text_content()
    assert "Rapporteret af AI" in text_of(site, site.by_id["harbour-seal"].path)


def test_rss_names_every_piece(site: Site, addresses: set[str]) -> None:
    channel = etree.fromstring(text_of(site, "/feed.xml").encode()).find("channel")
    assert {unquote(item.findtext("link")) for item in channel.iter("item")} == addresses
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in channel.iter("item")]
    assert dates == sorted(dates, reverse=True)


def test_atom_and_json_feeds_name_their_sections_pieces(site: Site) -> None:
    feed = etree.fromstring(text_of(site, "/deutsch/feed.atom").encode())
    german = {BASE + piece.path for piece in site.pieces if piece.section == "deutsch"}
    assert {link.get("href") for link in feed.iterfind("a:entry/a:link", ATOM)} == german
    assert all(datetime.fromisoformat(e.text).tzinfo for e in feed.iterfind("a:entry/a:updated", ATOM))
    science = {BASE + piece.path for piece in site.pieces if piece.section == "science"}
    assert {item["url"] for item in json.loads(text_of(site, "/science/feed.json"))["items"]} == science


def test_feeds_are_announced_by_their_pages(site: Site) -> None:
    announced = {
        str(link.get("href"))
        for path in pages(site)
        for link in page(site, path).xpath("//link[@rel='alternate']")
    }
    assert announced == {"/feed.xml", "/deutsch/feed.atom", "/science/feed.json"}


def test_sitemaps_name_every_piece(site: Site, addresses: set[str]) -> None:
    index = etree.fromstring(text_of(site, "/sitemap.xml").encode())
    maps = [loc.text.removeprefix(BASE) for loc in index.iterfind("s:sitemap/s:loc", MAPS)]
    assert maps == ["/sitemap-news.xml", "/sitemap-pages.xml"]
    news = etree.fromstring(text_of(site, maps[0]).encode())
    assert {unquote(loc.text) for loc in news.iterfind("s:url/s:loc", MAPS)} == addresses
    titles = {title.text for title in news.iterfind("s:url/n:news/n:title", MAPS)}
    assert titles == {piece.headline for piece in site.pieces}
    rest = etree.fromstring(text_of(site, maps[1]).encode())
    for loc in rest.iterfind("s:url/s:loc", MAPS):
        assert loc.text.removeprefix(BASE) in site.resources


def test_robots_forbids_the_drafts(site: Site) -> None:
    robots = RobotFileParser()
    robots.parse(text_of(site, "/robots.txt").splitlines())
    assert not robots.can_fetch("newsarchive", f"{BASE}/drafts/next-week")
    assert all(robots.can_fetch("newsarchive", BASE + piece.path) for piece in site.pieces)
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]


def test_pieces_name_each_other_rightly() -> None:
    pieces = load()
    ids = {piece.id for piece in pieces}
    assert len({piece.path for piece in pieces}) == len(pieces)
    for piece in pieces:
        assert set(piece.related) <= ids - {piece.id}, piece.id
        assert piece.published.tzinfo is not None
        assert len(piece.pictures) >= 1
        assert all(picture.ai or picture.credit for picture in piece.pictures), piece.id
