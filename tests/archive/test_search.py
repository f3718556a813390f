"""A query in words: what it finds, in which order, and what is lit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.article import Image, Related
from archive.capture import Capture, Place
from archive.index import Index
from archive.query import MAX_TERMS, And, Not, Or, QueryError, Term, parse
from archive.ranking import ranked
from archive.search import search
from tests.archive.stories import ids, lit, operators, page

if TYPE_CHECKING:
    from collections.abc import Iterator


PAGES = [
    page("Storm closes the harbour", "Boats stay in. The wind rose at noon.", description="A gale."),
    page("Quiet day", "Nobody spoke of the storm again, and the café stayed open.", language="en"),
    page("Bridge opens", "Cars cross.", images=(Image(url="i", caption="A lone kayak", credit="Kim Rø"),)),
    page("Council meets", "Budget talks.", related=(Related(url="r", title="Kayak hire doubles"),)),
    page("北朝鮮がミサイル発射", "防衛省によると、朝鮮半島の東に落下した。東京で会見。"),
    page("ข่าววันนี้", "ประชาชนในกรุงเทพมหานครออกมาเลือกตั้ง"),
    page("Bo Ek writes", "A letter.", authors=("Ada Quist", "Bo Ek"), url="https://n.example/canonical"),
    page("عاصفة في الميناء", "أغلقت الميناء."),
    page("A storm, a storm, a storm", "storm " * 400 + "gale in the harbour " + "storm " * 400),
    page(""),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("search") / "news.db"
    with Index(path) as index:
        for id, article in enumerate(PAGES, 1):
            url = f"https://www.n.example/{id}"
            response = b"HTTP/1.1 200 OK\r\n\r\n"
            capture = Capture(
                url, datetime(2026, 3, id, tzinfo=UTC), b"", response, id=id, place=Place("a", id, 1)
            )
            index.add(capture, article)
        index.flush()
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("storm harbour", {1, 9}),
        ("STORM Harbour", {1, 9}),
        ("storm AND harbour", {1, 9}),
        ('"the storm"', {2}),
        ("“the storm”", {2}),
        ("stor*", {1, 2, 9}),
        ('"the sto"*', {2}),
        ("storm -harbour", {2}),
        ("storm NOT harbour", {2}),
        ('storm -"the harbour" -"the storm"', set()),
        ("harbour storm OR bridge", {1, 9}),
        ("noon OR cars OR budget", {1, 3, 4}),
        ("OR noon", {1}),
        ("noon OR", {1}),
        ("noon AND OR budget", {1, 4}),
        ("kayak", {3, 4}),
        ("cafe", {2}),
        ("CAFÉ", {2}),
        ("cafe\u0301", {2}),
        ('storm "again', {2}),
        ('"storm again" "', {2}),
        ("headline:storm", {1, 9}),
        ("storm) OR (1=1", {1, 2, 9}),
        ("storm'; DROP TABLE articles; --", set()),
        ("storm ^ * ( ) + - ~ harbour", {1, 9}),
        ("NEAR(storm harbour)", set()),
        ("lone-kayak", {3}),
        ("Ada Quist", {7}),
        ("الميناء", {8}),
        ("朝鮮", {5}),
        ("ミサイル 東京", {5}),
        ("朝鮮 -東京", set()),
        ("kayak -東京", {3, 4}),
        ("kayak -bridge", {4}),
        ("東京 OR kayak", {3, 4, 5}),
        ("朝鮮*", {5}),
        ("กรุงเทพ", {6}),
        ("storm 東京", set()),
    ],
)
def test_what_a_query_finds(index: Index, query: str, found: set[int]) -> None:
    assert set(ids(index, query)) == found


def test_a_word_of_the_headline_weighs_more_than_one_of_the_text(index: Index) -> None:
    order = ids(index, "storm")
    assert order.index(1) < order.index(2)
    assert ids(index, "kayak") == [3, 4]
    scores = [hit.score for hit in search(index, "storm").hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_hit_tells_where_it_matches(index: Index) -> None:
    (hit,) = search(index, "wind harbour").hits
    assert (hit.id, hit.field, hit.site, hit.url) == (1, "headline", "n.example", "https://www.n.example/1")
    assert hit.title == (("Storm closes the ", False), ("harbour", True))
    assert hit.snippet == (("Boats stay in. The ", False), ("wind", True), (" rose at noon.", False))
    assert hit.captured == "2026-03-01T00:00:00+00:00"
    caption = search(index, "kayak").hits[0]
    assert (caption.field, lit(caption)) == ("captions", ["kayak"])
    author = search(index, "Quist").hits[0]
    assert (author.field, author.snippet) == (
        "authors",
        (("Ada ", False), ("Quist", True), (", Bo Ek", False)),
    )
    assert author.url == "https://n.example/canonical"
    (headline,) = search(index, "bridge").hits
    assert (headline.field, lit(headline)) == ("headline", ["Bridge"])


def test_a_snippet_is_a_passage_around_the_match(index: Index) -> None:
    hit = next(hit for hit in search(index, "gale harbour").hits if hit.id == 9)
    text = "".join(piece for piece, _ in hit.snippet)
    assert "gale in the harbour" in text
    assert len(text) < 400
    assert lit(hit) == ["gale", "harbour"]


def test_strings_in_scripts_without_blanks_are_lit(index: Index) -> None:
    (hit,) = search(index, "朝鮮 東京").hits
    assert hit.title == (("北", False), ("朝鮮", True), ("がミサイル発射", False))
    assert lit(hit) == ["朝鮮", "東京"]
    assert hit.field == "headline"


def test_pages_of_hits(index: Index) -> None:
    everything = search(index, "storm")
    parts = [search(index, "storm", limit=1, offset=n) for n in range(4)]
    assert [part.total for part in parts] == [3, 3, 3, 3]
    assert [hit for part in parts for hit in part.hits] == everything.hits
    assert search(index, "storm", limit=0).hits == []
    assert search(index, "storm", limit=-1, offset=-5).hits == []


def test_markers_in_a_page_only_light_it(index: Index, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "<script>alert('storm')</script> \x02not\x03 a \x03 mark"
    with Index(tmp_path_factory.mktemp("odd") / "news.db") as odd:
        capture = Capture("http://n.example/", datetime.now(UTC), b"", b"", id=1, place=Place("a", 0, 1))
        odd.add(capture, page("x", text))
        odd.flush()
        (hit,) = search(odd, "storm").hits
    assert ("storm", True) in hit.snippet
    assert "<script>" in "".join(piece for piece, _ in hit.snippet)


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "-", "*", "OR", "AND NOT", "…!?", '" "', "\x00", "-*-", "👍"]
)
def test_a_query_without_a_word_says_so(index: Index, query: str) -> None:
    with pytest.raises(QueryError, match="has no word to look for"):
        search(index, query)


def test_a_query_may_only_exclude(index: Index) -> None:
    for query in ("-storm", "NOT storm", '-"a storm" -"the storm" -storm'):
        assert set(ids(index, query)) == {3, 4, 5, 6, 7, 8, 10}


def test_a_complaint_shows_the_query_short_and_printable() -> None:
    for query in ("\x1b[!", "!" * 5000):
        with pytest.raises(QueryError) as caught:
            parse(query)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 200


def test_how_a_query_is_read() -> None:
    query = parse('"grain corridor"* odesa OR kyiv -drone NOT "air raid" don\'t caption:(ferry OR boat)')
    assert query.root == And(
        (
            Term("grain corridor", prefix=True),
            Or((Term("odesa"), Term("kyiv"))),
            Not(Term("drone")),
            Not(Term("air raid")),
            Term("don't"),
            Or((Term("ferry", field="caption"), Term("boat", field="caption"))),
        )
    )
    assert parse("a (b OR (c -d)) e").root == And(
        (Term("a"), Or((Term("b"), And((Term("c"), Not(Term("d")))))), Term("e"))
    )
    assert parse("a b -c d e").runs == ("a b", "d e")
    assert parse("word " * 400).wanted == (Term("word"),)
    assert len(parse(" ".join(map(str, range(400)))).wanted) == MAX_TERMS
    assert parse("(" * 500 + "word").wanted == (Term("word"),)


queries = st.one_of(st.text(), st.lists(operators | st.text(max_size=3), max_size=30).map("".join))


@given(queries)
@example("storm " * 5000)
@example('"' + "storm " * 300 + '"')
@example("朝鮮 OR " * 300)
@example("-朝鮮 " * 200 + "storm")
@example("\ud800 storm")
@example("𞤀𞤣 storm")
def test_any_text_is_a_query(index: Index, query: str) -> None:
    try:
        results = search(index, query, limit=3)
    except QueryError:
        return
    assert results.total >= len(results.hits)


@given(st.text(), st.text())
def test_what_a_page_says_is_found(tmp_path_factory: pytest.TempPathFactory, word: str, text: str) -> None:
    """A word of letters that SQLite's tokenizer knows is found on a page that holds it among any others."""
    word = "".join(c for c in word if c.isascii() and c.isalnum()) or "word"
    capture = Capture("http://n.example/", datetime.now(UTC), b"", b"", id=1, place=Place("a", 0, 1))
    path = tmp_path_factory.getbasetemp() / "one.db"
    with Index(path) as index:
        index.add(capture, page(text, f"{text} {word} {text}"))
        index.flush()
        (hit,) = search(index, f"{word}*").hits
    assert any(piece.lower().startswith(word.lower()) for piece in lit(hit))


def test_orders(index: Index) -> None:
    assert [hit.id for hit in search(index, "storm", order="newest").hits] == [1, 2, 9]
    days = {1: "2020-01-01", 2: "2026-01-01", 3: "2020-01-02"}
    fresh = ranked(index.db, parse("nothing"), days, "fresh", 3)
    assert [id for id, _ in fresh] == [2, 3, 1]
