"""An article with its evidence."""

from __future__ import annotations

import re

import pytest

from archive.article import Article
from archive.collection import Collection
from newsarchive.browse import reading, serve


def test_what_stands_above_the_text(get):
    page = get("/news/-/article/1")
    head = page.html.find(".//article/header")
    assert head.findtext("h1") == "Night ferry returns to the outer islands"
    assert page.texts("kicker") == ["Ferries"]
    assert page.texts("standfirst") == ["The council found the money, the engineers found the ship."]
    assert page.texts("byline") == [
        "By Marit Sund and Jonas Beck Harbour Post Agency: Coast Wire "
        "Published 7 March 2026 Changed 8 March 2026"
    ]
    assert "An earlier version gave the price as 48." in page.texts("note")[0]


def test_blocks_are_what_they_were(get):
    body = get("/news/-/article/1").html.find_class("body")[0]
    shape = [(block.tag, " ".join(block.text_content().split())) for block in body]
    assert shape == [
        ("p", "At twenty past eleven the Solvang cast off with nine passengers."),
        ("h2", "What it costs"),
        ("div", "RoutePriceHarbour – Holm84"),
        ("ul", "two crossings a nightno cars"),
        ("ol", "ring the officebe on pier four"),
        ("blockquote", "Now we have a timetable on the fridge."),
        ("pre", "23:20 pier four 23:55 Holm"),
        ("div", "8 March 2026, 01:10 UTCThe ship is back"),
        ("p", "Will my ticket be refunded?"),
        ("p", "Yes, at the harbour office."),
    ]
    assert body.find("pre").text == "23:20  pier four\n23:55  Holm"


def test_pictures_are_told_in_words_only(get):
    page = get("/news/-/article/1")
    assert not page.html.xpath("//img | //picture | //source | //video | //iframe | //object | //embed")
    first = page.texts("picture")[0]
    assert "Caption The Solvang before its first crossing." in first.replace("Caption", "Caption ").replace(
        "  ", " "
    )
    assert "A small white ferry at a lit pier" in first
    assert "Ida Krog" in first
    assert "Cover picture · 1600 × 900" in first


def test_what_a_reader_must_know_first(get):
    assert get("/news/-/article/1").texts("badge") == [
        "AI in translation: Translated with AI",
        "AI in image, picture 2: AI generated",
        "For subscribers",
        "Corrected",
    ]


def test_related_stories_lead_out_and_in(get):
    page = get("/news/-/article/1")
    assert page.link("in this collection") == "/news/-/article/2"
    out = page.html.xpath("//a[contains(., 'The salt bridge')]")[0]
    assert out.get("href") == "https://www.harbourpost.example/2026/salt-bridge"
    assert out.get("rel") == "noopener noreferrer nofollow"
    assert "after-body · Analysis" in page.seen
    assert "Council buys a kettle" in page.seen


def test_the_evidence_is_that_of_the_capture(get, kept):
    capture = Collection(kept).capture(1)
    page = get("/news/-/article/1")
    evidence = " ".join(page.texts("evidence"))
    assert capture.place is not None
    for value in (
        capture.place.file,
        str(capture.place.offset),
        str(capture.place.length),
        capture.payload_digest,
    ):
        assert value in evidence
    assert "9 March 2026, 12:00:01 UTC" in evidence
    assert "newsarchive show 1 -c crossings --wire" in evidence
    assert page.link(capture.url) == capture.url


def test_the_place_told_holds_the_page(get, kept):
    """By nothing but the numbers on the page."""
    import gzip

    page = get("/news/-/article/2")
    offset, length = map(int, re.search(r"Offset and length\s*(\d+),\s*(\d+)", page.seen).groups())
    name = re.search(r"WARC file\s*(\S+\.warc\.gz)", page.seen)[1]
    data = (kept / "archive" / name).read_bytes()[offset : offset + length]
    assert b"<h1>1</h1>" in gzip.decompress(data)


def test_how_it_was_read(get):
    told = " ".join(get("/news/-/article/1").texts("evidence"))
    assert "version 0.1.0, rule “general”" in told
    assert "utf-8 (http)" in told
    assert "made by Cookiewall Inc" in told
    assert "consent banner (1)" in told
    assert "English; the page around it: Danish" in told


def test_other_captures_of_the_address(get):
    assert get("/news/-/article/1").link("9 March 2026, 12:00 UTC") == "/news/-/article/7"
    assert "Other captures" not in get("/news/-/article/2").seen


def test_right_to_left(get):
    story = get("/news/-/article/3").html.find(".//article")
    assert (story.get("lang"), story.get("dir")) == ("ar", "rtl")
    assert {block.get("dir") for block in story.find_class("body")[0]} == {"rtl"}
    # Our own words in it stay English, and run their own way.
    assert story.find_class("byline")[0].get("dir") == "ltr"


def test_a_language_nobody_knows_is_left_to_the_browser(get):
    assert get("/news/-/article/5").html.find(".//article").get("dir") == "auto"


def test_a_page_that_says_little(get):
    page = get("/news/-/article/5")
    assert page.status == 200
    assert "No running text was read from this page." in page.seen
    assert page.link("https://little.example/") == "https://little.example/"


def test_as_json_it_is_the_record(get, kept):
    told = get("/news/-/article/1.json").json
    assert Article.from_dict(told["article"]) == Collection(kept).article(1)
    assert told["capture"]["ip_address"] == "203.0.113.9"


@pytest.mark.parametrize("id", [0, 6, 99, 10**17])
def test_no_such_article(get, id):
    page = get(f"/news/-/article/{id}")
    assert page.status == 404
    assert page.texts("sentence") == [f"This collection has no article {id}."]
    assert get(f"/news/-/article/{id}.json").status == 404


def test_a_book_of_an_article_is_cut_and_says_so(collection_of, visit, article):
    from archive.article import Block

    blocks = tuple(Block(type="paragraph", text="word " * 1000) for _ in range(200))
    path = collection_of(Article(headline="Long", body=blocks, extractor=article().extractor))
    page = visit(serve.datasette_of(path), "/news/-/article/1")
    assert len(page.text) < reading.MOST_TEXT * 1.2
    assert "100 more blocks are in the record" in page.seen
