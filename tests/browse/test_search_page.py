"""Search in the browser."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from archive.collection import Collection
from newsarchive.browse import searching, serve


def ids(page):
    return [int(href.rsplit("/", 1)[1]) for href in page.html.xpath("//ol[@class='stories']//h3/a/@href")]


def test_hits_are_ranked_and_their_words_marked(get):
    page = get("/news/-/search?q=ferry")
    assert ids(page) == [1, 7, 2]
    marked = page.html.xpath("//h3//mark/text()")
    assert marked == ["ferry", "ferry"]
    assert "drawers of drawings, and a ferry." in page.texts("found")[2]
    assert page.html.xpath("//input[@id='q']/@value") == ["ferry"]


def test_the_same_as_python_finds(get, kept):
    found = get("/news/-/search.json?q=ferry").json
    results = Collection(kept).search("ferry")
    assert found["total"] == results.total == 3
    assert [hit["id"] for hit in found["hits"]] == [hit.id for hit in results.hits]
    assert found["hits"][0]["title"][1] == ["ferry", True]


def test_a_hit_says_where_else_the_word_stands(get):
    page = get("/news/-/search?q=potatoes")
    assert ids(page) == [1, 7]
    assert page.texts("found")[0].startswith("In a caption")


def test_facets_count_and_narrow_down(get):
    page = get("/news/-/search?q=ferry+OR+フェリー")
    facets = get("/news/-/search.json?q=ferry+OR+フェリー").json["facets"]
    assert {name: facets[name] for name in ("site", "language")} == {
        "site": [
            {"value": "harbourpost.example", "count": 3, "chosen": False},
            {"value": "minato.example", "count": 1, "chosen": False},
        ],
        "language": [
            {"value": "en", "count": 3, "chosen": False},
            {"value": "ja", "count": 1, "chosen": False},
        ],
    }
    assert [(one["value"], one["count"]) for one in facets["year"]] == [("2026", 4)]
    assert [(one["value"], one["count"]) for one in facets["section"]] == [("Transport", 2)]
    assert ids(get(page.link("Transport"))) == [1, 7]
    assert ids(get(page.link("2026"))) == ids(page)
    narrowed = get(page.link("Japanese"))
    assert ids(narrowed) == [4]
    # What the other choices of the same facet would give stays in sight.
    assert "English" in narrowed.texts("counted")[1]
    assert ids(get(narrowed.link("language"))) == ids(page)


def test_days_of_publication_both_included(get):
    assert ids(get("/news/-/search?since=2026-03-05&until=2026-03-06")) == [2, 3]
    assert ids(get("/news/-/search?q=ferry&until=2026-03-06")) == [2]
    assert ids(get("/news/-/search?q=ferry&since=2026-03-07")) == [1, 7]


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-03-07' OR 1", ""])
def test_a_day_that_is_none_is_passed_over(get, day):
    assert len(ids(get(f"/news/-/search?{urlencode({'since': day})}"))) == 6


def test_without_words_all_articles_by_date(get):
    page = get("/news/-/search")
    assert ids(page) == [7, 1, 2, 3, 4, 5]
    assert "6 articles, the newest first" in page.seen


def test_pages(collection_of, visit, article):
    articles = [article(f"Story {n}", "Tide and time.", f"2026-03-01T00:{n:02}") for n in range(45)]
    path = collection_of(*articles)
    first = visit(serve.datasette_of(path), "/news/-/search?q=tide")
    assert len(ids(first)) == searching.PAGE == 20
    assert "45 articles · page 1 of 3" in first.seen
    third = visit(serve.datasette_of(path), first.link("Next").replace("page=2", "page=3"))
    assert len(ids(third)) == 5
    assert third.html.xpath("//ol/@start") == ["41"]
    seen = set(ids(first)) | set(ids(third)) | set(ids(visit(serve.datasette_of(path), first.link("Next"))))
    assert len(seen) == 45
    beyond = visit(serve.datasette_of(path), "/news/-/search?q=tide&page=9")
    assert "There is no page 9." in beyond.seen


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "9" * 50, "٣"])
def test_odd_page_numbers(get, page):
    assert get(f"/news/-/search?q=ferry&page={quote(page)}").status == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("???", "has no word to look for"),
        ("<script>alert(1)</script>" * 0 + '"', "has no word to look for"),
    ],
)
def test_a_query_that_asks_nothing_is_answered_by_a_sentence(get, query, sentence):
    page = get(f"/news/-/search?q={quote(query)}")
    assert page.status == 200
    assert sentence in page.texts("sentence")[0]
    assert sentence in get(f"/news/-/search.json?q={quote(query)}").json["sentence"]


@pytest.mark.parametrize(
    "query",
    ['"', "ferry)", "NEAR(a b)", "headline:ferry", "a* b^", "'; DROP TABLE articles; --", "x" * 20_000,
     "\x00ferry\x00", "ferry\u202e", "\ud800", "{{ 7*7 }}", "<img src=x onerror=alert(1)>"],
)  # fmt: skip
def test_any_text_is_a_query(get, query):
    page = get(f"/news/-/search?q={quote(query, errors='surrogatepass')}")
    assert page.status == 200
    assert not page.html.xpath("//script | //img")


def test_nothing_found(get):
    assert "Nothing matches. Try fewer words" in get("/news/-/search?q=walrus").seen
    assert "Nothing matches. Search everywhere" in get("/news/-/search?q=ferry&site=nowhere.example").seen


def test_chosen_filters_go_along_with_a_new_query(get):
    page = get("/news/-/search?q=ferry&language=en&since=2026-03-01&page=2")
    hidden = dict(
        zip(
            *[
                page.html.xpath(f"//form[@role='search']//input[@type='hidden']/@{name}")
                for name in ("name", "value")
            ],
            strict=True,
        )
    )
    assert hidden == {"language": "en", "since": "2026-03-01"}


def test_a_search_that_takes_too_long_is_given_up(kept, monkeypatch):
    monkeypatch.setattr(searching, "SECONDS", -1.0)
    monkeypatch.setattr(searching, "STEPS", 1)
    found = searching.find(kept / "news.db", searching.Asked(q="ferry"))
    assert found.hits == []
    assert found.sentence.startswith("Given up after")


def test_an_index_of_another_version_says_what_to_do(kept, tmp_path, visit):
    import shutil
    import sqlite3
    from contextlib import closing

    from datasette.app import Datasette

    path = shutil.copy(kept / "news.db", tmp_path / "news.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    page = visit(Datasette([str(path)]), "/news/-/search?q=ferry")
    assert page.status == 200
    assert "newsarchive rebuild" in page.texts("sentence")[0]
