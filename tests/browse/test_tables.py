"""datasette's own pages of a collection."""

from __future__ import annotations

import json

import pytest

from archive import schema
from newsarchive.browse import cells
from newsarchive.browse.metadata import TABLES


def test_full_text_search_is_set_up(get):
    found = get("/news/articles.json?_search=drawings&_shape=array&_col=headline").json
    assert [row["headline"] for row in found] == ["The salt bridge that never was"]
    # Only on articles: the tables behind the search are kept out of sight.
    assert "articles_fts" not in [t["name"] for t in get("/news.json").json["tables"] if not t["hidden"]]


def test_facets(get):
    facets = get("/news/articles.json?_extra=facet_results").json["facet_results"]
    facets = facets.get("results", facets)
    assert {name: facets[name]["results"][0]["value"] for name in ("site", "language", "genre")} == {
        "site": "harbourpost.example",
        "language": "en",
        "genre": "news",
    }
    kinds = get("/news/captures.json?_extra=facet_results").json["facet_results"]
    kinds = kinds.get("results", kinds)
    assert {row["value"]: row["count"] for row in kinds["page_kind"]["results"]} == {"article": 6}


def test_newest_first(get):
    rows = get("/news/articles.json?_shape=array&_col=date_published").json
    assert [row["date_published"][:10] for row in rows[:3]] == ["2026-03-07", "2026-03-07", "2026-03-06"]


def test_a_row_of_a_picture_names_its_article(get):
    row = get("/news/images").html.find_class("col-article_id")[1]
    assert row.text_content().strip() == "Night ferry returns to the outer islands\xa01"


def test_metadata_from_the_description(get):
    database = get("/news").html.text_content()
    assert "For research only." in database
    assert "Institute of Tides" in database
    table = get("/news/articles").html.text_content()
    assert "What was read from captures that are articles" in table
    assert "the kicker above the headline" in table


def test_descriptions_are_of_tables_and_columns_that_exist():
    for table, told in TABLES.items():
        columns = schema.tables()[table]
        named = [*told.get("columns", ()), *told.get("facets", ())]
        named += [told[name] for name in ("label_column", "sort_desc") if name in told]
        assert set(named) <= set(columns), table
    assert set(TABLES) == set(schema.tables())


def test_cells(get):
    page = get("/news/articles?id=1")
    cell = lambda name: page.html.find_class(f"col-{name}")[1]  # noqa: E731
    assert cell("headline").find("a").get("href") == "/news/-/article/1"
    assert cell("authors").text_content().strip() == "Marit Sund, Jonas Beck"
    assert cell("url").find("a").get("rel") == "noopener noreferrer nofollow"
    assert cell("removed").text_content().strip() == "what: consent banner; count: 1"
    assert cell("consent").text_content().strip() == "provider: Cookiewall Inc; title: We value your data"


def test_long_text_is_cut_in_a_table_and_whole_in_a_row(collection_of, visit, article):
    from newsarchive.browse import serve

    path = collection_of(article(text="word " * 500))
    cut = visit(serve.datasette_of(path), "/news/articles").html.find_class("col-text")[1]
    assert len(cut.text_content().strip()) <= 201
    whole = visit(serve.datasette_of(path), "/news/articles/1").html.find_class("col-text")[1]
    assert len(whole.text_content()) > 2400


def test_the_menu_leads_back_to_the_search(get):
    assert get("/news/articles").link("Search the articles of news") == "/news/-/search"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('["a", "b"]', "a, b"),
        ("[]", ""),
        ("{}", ""),
        ('{"a": null, "b": "", "c": [1, 2]}', "c: 1, 2"),
        ('[{"url": "a", "text": "One"}, {"url": "b"}]', "url: a; text: One\nurl: b"),
        ("[not json", None),
        ("[Photo: Ida Krog]", None),
        ("[" * 100_000, None),
        (json.dumps(list(range(40))), ", ".join(map(str, range(30))) + " … (40 in all)"),
    ],
)  # fmt: skip
def test_json_in_words(text, words):
    assert cells.in_words(text) == words


def test_a_cell_of_text_is_left_to_datasette():
    assert cells.cell("A headline: with https://in.it") is None
    assert cells.cell("https://one.example/ and more") is None
    assert cells.cell("javascript:alert(1)") is None
