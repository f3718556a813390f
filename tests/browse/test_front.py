"""The front page of a collection."""

from __future__ import annotations

import shutil

from datasette.app import Datasette

from newsarchive.browse import serve


def test_it_tells_who_collects_what(get):
    page = get("/")
    assert page.status == 200
    assert page.html.findtext(".//h1") == "Ferries & bridges"
    assert "News of crossings." in page.seen
    footer = " ".join(page.html.find(".//footer").text_content().split())
    assert "For research only." in footer
    assert "Collected by Institute of Tides (desk@example.org)." in footer


def test_numbers(get):
    told = get("/news/-/collection.json").json
    assert (told["articles"], told["captures"]) == (6, 7)
    assert told["sites"][0] == {"value": "harbourpost.example", "count": 3}
    assert {one["value"]: one["count"] for one in told["languages"]} == {"en": 3, "": 1, "ar": 1, "ja": 1}
    assert (told["first"][:10], told["last"][:10]) == ("2026-03-04", "2026-03-07")
    numbers = " ".join(get("/").texts("numbers"))
    assert "Articles6" in numbers.replace(" ", "")
    assert "Languages3" in numbers.replace(" ", "")
    assert "4 March 2026 – 7 March 2026" in numbers


def test_newest_articles_come_first_and_lead_to_their_pages(get):
    page = get("/")
    assert [story["id"] for story in get("/news/-/collection.json").json["newest"]] == [7, 1, 2, 3, 4]
    assert page.link("The salt bridge") == "/news/-/article/2"


def test_sites_and_languages_lead_to_a_search(get):
    page = get("/")
    assert page.link("harbourpost.example") == "/news/-/search?site=harbourpost.example"
    assert get(page.link("Arabic")).texts("result")[0].startswith("1 article")


def test_an_article_from_the_future_is_not_the_newest(collection_of, visit, article):
    path = collection_of(article(date="2026-03-01T00:00", headline="Now"), article(date="9999-01-01T00:00"))
    told = visit(serve.datasette_of(path), "/news/-/collection.json").json
    assert [story["headline"] for story in told["newest"]] == ["Now"]
    assert told["last"][:10] == "2026-03-01"


def test_a_collection_without_articles(collection_of, visit):
    page = visit(serve.datasette_of(collection_of()), "/")
    assert page.status == 200
    assert "No articles yet." in page.seen


def test_an_index_carried_off_alone_goes_by_its_file_name(kept, tmp_path, visit):
    alone = shutil.copy(kept / "news.db", tmp_path / "crossings-2026.db")
    page = visit(Datasette([str(alone)]), "/")
    assert page.html.findtext(".//h1") == "crossings-2026"
    assert page.link("The salt bridge") == "/crossings-2026/-/article/2"


def test_of_several_databases_each_has_its_own_front_page(kept, tmp_path, visit):
    other = shutil.copy(kept / "news.db", tmp_path / "other.db")
    files = [str(kept / "news.db"), str(other)]
    assert "Ferries &amp; bridges" not in visit(Datasette(files), "/").text
    page = visit(Datasette(files), "/news/-/collection")
    assert page.html.findtext(".//h1") == "Ferries & bridges"
    assert page.html.xpath("//a[@class='brand']/@href") == ["/news/-/collection"]


def test_a_database_of_somebody_else_is_left_alone(tmp_path, visit):
    import sqlite3
    from contextlib import closing

    path = tmp_path / "birds.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, headline TEXT)")
        db.execute("""INSERT INTO articles VALUES (1, '["a", "b"]')""")
        db.commit()
    assert visit(Datasette([str(path)]), "/birds/-/search").status == 404
    assert "tables.css" not in visit(Datasette([str(path)]), "/birds/articles").text
    assert "Search the articles" not in visit(Datasette([str(path)]), "/").text


def test_whom_datasette_keeps_from_the_database_it_keeps_from_our_pages(kept, visit):
    for path in ("/", "/news/-/search?q=ferry", "/news/-/article/1.json"):
        closed = Datasette(
            [str(kept / "news.db")], metadata={"databases": {"news": {"allow": {"id": "root"}}}}
        )
        page = visit(closed, path)
        assert page.status == 403
        assert "Night ferry" not in page.text
