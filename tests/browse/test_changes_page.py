"""How an article was changed: the list, the comparison, and what stands beside the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.article import Article, Block
from archive.capture import Capture, Place
from archive.collection import Collection, Description
from newsarchive.browse import serve

URL = "https://news.example/ferries"
HOSTILE = "<script>alert(1)</script> \u202eevil\u0000 <ins>fake</ins>"


def article(text: str, headline: str = "Ferries resume", **fields: str) -> Article:
    return Article(url=URL, headline=headline, body=(Block(type="paragraph", text=text),), **fields)


@pytest.fixture
def changed(tmp_path, visit):
    """Opens a page about an article that was edited, gone and came again."""
    collection = Collection.create(tmp_path / "kept", Description(title="Kept"))
    first = article("Two boats left at dawn.")
    visits = [
        first,
        replace(article("Three boats left at dawn."), language="ar"),
        article(HOSTILE, "Ferries stop"),
    ]
    with collection.index() as index:
        for id, page in enumerate([*visits, None, first], 1):
            date = datetime(2026, 3, id, tzinfo=UTC) + timedelta(hours=id)
            status = b"200 OK" if page else b"410 Gone"
            response = b"HTTP/1.1 " + status + b"\r\n\r\n"
            index.add(Capture(URL, date, b"", response, id=id, place=Place("a.warc.gz", id, 1)), page)
    return lambda address: visit(serve.datasette_of(collection.path), address)


def test_the_list_of_changes(changed):
    page = changed("/news/-/changes")
    assert [(e["what"], e["id"], e["before"]) for e in changed("/news/-/changes.json").json["changes"]] == [
        ("edited", 5, 3), ("deleted", 4, 3), ("edited", 3, 2), ("edited", 2, 1),
    ]  # fmt: skip
    assert page.link("Ferries stop") == "/news/-/article/3" or page.link("Ferries stop").startswith(
        "/news/-/diff"
    )
    assert changed("/news/-/changes?site=other.example").seen.count("Nothing was changed") == 1
    assert changed("/").link("4 changes") == "/news/-/changes"


def test_two_texts_in_one(changed):
    page = changed("/news/-/difference/1/2")
    assert [one.text_content() for one in page.html.xpath("//*[@class='body changes']//ins")] == [
        "[new: Three]"
    ]
    assert [one.text_content() for one in page.html.xpath("//*[@class='body changes']//del")] == [
        "[gone: Two]"
    ]
    assert page.html.find_class("changes")[0].get("dir") == "rtl"
    assert "Silent" in page.seen
    assert "newsarchive diff 1 2 -c kept" in page.seen
    assert changed("/news/-/difference/1/2.json").json["added"] == 1
    assert "The texts are the same." in changed("/news/-/difference/1/5").seen


def test_texts_of_strangers_are_text(changed):
    page = changed("/news/-/difference/2/3")
    assert not page.html.xpath("//script")
    assert "<script>alert(1)</script>" in page.html.find_class("changes")[0].text_content()
    assert len(page.html.xpath("//*[@class='body changes']//ins[text()='fake']")) == 0


def test_what_is_no_pair_of_articles_is_said(changed):
    for address in ("/news/-/difference/1/4", "/news/-/difference/1/999999999999999999"):
        page = changed(address)
        assert page.status == 404
        assert "no two articles" in page.seen
        assert changed(address + ".json").status == 404


def test_an_article_tells_its_history(changed):
    page = changed("/news/-/article/3")
    told = " ".join(page.html.find(".//aside").text_content().split())
    assert "How it was changed" in told
    assert "Gone (410), and back later" in told
    assert page.link("What changed") == "/news/-/difference/1/2"
