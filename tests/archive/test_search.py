from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.article import Article, Block, Disclosure, Image, Link, Related
from archive.capture import Capture, Place
from archive.fields import CHOICES, FIELDS
from archive.index import Index
from archive.marks import FIRST, LAST, day_marks, days
from archive.matching import Matched, match
from archive.query import MAX_TERMS, And, Not, Or, QueryError, Term, parse
from archive.ranking import ranked
from archive.search import FACETS, Hit, Only, facets, search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.ranking import Order


def page(headline: str, *paragraphs: str, **fields: object) -> Article:
    body = tuple(Block(type="paragraph", text=text) for text in paragraphs)
    return Article(headline=headline, body=body, **fields)  # type: ignore[arg-type]


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


def ids(index: Index, query: str) -> list[int]:
    results = search(index, query)
    assert results.total == len(results.hits)
    return [hit.id for hit in results.hits]


def lit(hit: Hit) -> list[str]:
    return [text for text, matches in hit.snippet if matches]


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


operators = st.sampled_from(
    ['"', "*", "-", "NOT ", "OR ", "AND ", "(", ")", ":", "^", "'", "storm", "朝鮮", " ", "\x00"]
)
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


# Fields and choices


def story(**fields: object) -> Article:
    return Article(**({"headline": "Plain", "language": "en"} | fields))  # type: ignore[arg-type]


FERRY = "https://n.example/ferry"
STORIES = [
    story(
        url=FERRY,
        headline="Ferry sails",
        authors=("Ada Quist",),
        agency="Coast Wire",
        section="Winter sport",
        keywords=("sea lions", "tide"),
        genre="live blog",
        date_published=datetime(2024, 2, 29, 23, 59, tzinfo=UTC),
        images=(Image(url="i", caption="A grey seal", alt="wet rock", credit="Kim Rø"),),
        disclosures=(Disclosure(scope="image", label="Made with software", evidence="visible text"),),
    ),
    story(
        headline="Harbour sleeps",
        date_published=datetime(2024, 3, 1, tzinfo=UTC),
        related=(Related(url=FERRY, title="Seal on a ferry"),),
        body=(Block(type="paragraph", text="A grey day, without seal."),),
        language="de",
    ),
    story(
        links=(
            Link(url="http://www.port.example/a?b=1", text="x"),
            Link(url="https://port.example", text="y"),
        )
    ),
    story(headline="Όμορφη Αθήνα", body=(Block(type="paragraph", text="Ёлка и йод. שָׁלוֹם. كِتابٌ"),)),
    story(headline="हिन्दी समाचार", body=(Block(type="paragraph", text="iPhone発売の日、東京。大阪"),)),
    story(headline="ກ່ອງ", body=(Block(type="paragraph", text="ភាសា\u200bខ្មែរ မြန်မာစာ ภาษาไทย"),)),
    story(date_published=datetime(1, 1, 1, tzinfo=UTC)),
]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index(tmp_path_factory.mktemp("stories") / "news.db") as index:
        for id, article in enumerate(STORIES, 1):
            url = f"https://{'m.' * (id == 2)}news.example/{id}"
            capture = Capture(
                url, datetime(2026, 3, id, tzinfo=UTC), b"", b"", id=id, place=Place("a", id, 1)
            )
            index.add(capture, article)
        index.flush()
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("headline:ferry", {1}),
        ("HEADLINE:ferry", {1}),
        ("related:ferry", {2}),
        ("ferry", {1, 2}),
        ('caption:"grey seal"', {1}),
        ("caption:(seal OR walrus)", {1}),
        ("text:seal", {2}),
        ("alt:rock credit:kim", {1}),
        ("caption:rock", set()),
        ("author:quist", {1}),
        ('author:"coast wire"', {1}),
        ("section:sport", {1}),
        ('keyword:"sea lions"', {1}),
        ("label:ai", {1}),
        ("label:image", {1}),
        ("label:text", set()),
        ("label:software", {1}),
        ("genre:live-blog", {1}),
        ('genre:"live blog"', {1}),
        ("lang:de", {2}),
        ("lang:DE-AT", {2}),
        ("site:news.example", set(range(1, 8))),
        ("site:m.news.example", {2}),
        ("site:https://www.m.news.example/x", {2}),
        ("site:other.example", set()),
        ("-site:m.news.example lang:de", set()),
        ("after:2024", {1, 2}),
        ("after:2024-03", {2}),
        ("before:2024-03-01", {1, 7}),
        ("after:2024-02-29 before:2024-03", {1}),
        ("before:1500", set()),
        ("after:2024/2/29 -after:2024-03-01", {1}),
        ("has:image", {1}),
        ("has:images -has:label", set()),
        ("has:date", {1, 2, 7}),
        ("has:related", {2}),
        ("has:courage", set()),
        (f"links:{FERRY}", {2}),
        ("links:n.example", {2}),
        ("links:port.example", {3}),
        ("links:https://port.example/a?b=1", {3}),
        ("links:port.example/a", set()),
        ("-links:port.example headline:plain", {7}),
        ("(links:port.example OR headline:ferry) lang:en", {1, 3}),
        ("links:port.example OR lang:de", {2, 3}),
        ("site:", set()),
        ("nosuch:ferry", set()),
        ("ομορφη ΑΘΗΝΑ", {4}),
        ("елка", {4}),
        ("שלום", {4}),
        ("كتاب", {4}),
        ("हिन्दी", {5}),
        ("हिन्द", set()),
        ("iphone 発売", {5}),
        ("iPhone発売", {5}),
        ("京", {5}),
        ("阪", {5}),
        ('"東京、大阪"', {5}),
        ('"京、大"', {5}),
        ('"東、大阪"', set()),
        ("発東", set()),
        ("売の日 -京都", {5}),
        ("ກ່", {6}),
        ("ខ្មែរ", {6}),
        ("ភាសាខ្មែរ", {6}),
        ("မာ", {6}),
        ("ไทย", {6}),
    ],
)
def test_fields_choices_and_scripts(stories: Index, query: str, found: set[int]) -> None:
    assert set(ids(stories, query)) == found


def test_a_field_is_lit_only_there(stories: Index) -> None:
    (hit,) = search(stories, "caption:seal").hits
    assert (hit.field, lit(hit)) == ("captions", ["seal"])
    (hit,) = search(stories, "related:seal").hits
    assert (hit.field, lit(hit)) == ("teasers", ["Seal"])


def test_a_teaser_of_another_story_does_not_outrank_the_story(stories: Index) -> None:
    assert ids(stories, "ferry") == [1, 2]


def test_pointed_and_right_to_left_words_are_lit(stories: Index) -> None:
    (hit,) = search(stories, "שלום كتاب").hits
    assert lit(hit) == ["שָׁלוֹם", "كِتابٌ"]


def test_words_as_typed_come_first(tmp_path: Path) -> None:
    pages = [
        page("x", "of the sea and of the town, the state of affairs"),
        page("x", "affairs of the state " * 2),
    ]
    pages += [page("x", f"calm {n}") for n in range(20)]
    with Index(tmp_path / "news.db") as index:
        for id, article in enumerate(pages, 1):
            capture = Capture(
                "http://n.example/", datetime.now(UTC), b"", b"", id=id, place=Place("a", id, 1)
            )
            index.add(capture, article)
        index.flush()
        assert ids(index, "state of affairs") == [1, 2]


def test_orders(index: Index) -> None:
    assert [hit.id for hit in search(index, "storm", order="newest").hits] == [1, 2, 9]
    days = {1: "2020-01-01", 2: "2026-01-01", 3: "2020-01-02"}
    fresh = ranked(index.db, parse("nothing"), days, "fresh", 3)
    assert [id for id, _ in fresh] == [2, 3, 1]


def test_facets(stories: Index) -> None:
    results = search(stories, "plain OR ferry OR harbour", facets=FACETS)
    assert results.facets == {
        "site": [("news.example", 3), ("m.news.example", 1)],
        "language": [("en", 3), ("de", 1)],
        "genre": [("live blog", 1)],
        "section": [("Winter sport", 1)],
        "year": [("2024", 2), ("0001", 1)],
    }
    chosen = search(
        stories, "plain OR ferry OR harbour", only=Only(language="de"), facets=("site", "language")
    )
    assert chosen.facets == {"site": [("m.news.example", 1)], "language": [("en", 3), ("de", 1)]}
    assert (
        search(stories, "plain", only=Only(genre="Live Blog", year="2024", section="winter sport")).total == 0
    )
    assert (
        search(stories, "ferry", only=Only(genre="Live Blog", year="2024", section="winter sport")).total == 1
    )
    assert facets(stories, "", ["language"]) == {"language": [("en", 6), ("de", 1)]}
    assert search(stories, "ferry", only=Only(since="2024-03-01", until="2024-03-01")).total == 1
    assert search(stories, "ferry", only=Only(since="2025-01-01", until="2024-01-01")).total == 0


def test_days_are_covered_exactly() -> None:
    for first, last in (
        (date(2023, 11, 29), date(2024, 3, 2)),
        (date(1999, 12, 31), date(2030, 1, 1)),
        (FIRST, LAST),
    ):
        cover = set(days(first, last))
        assert len(cover) < 60
        for day in (first, last, first + timedelta(days=40), date(2000, 1, 1)):
            inside = bool(cover & set(day_marks(day.isoformat())))
            assert inside == (first <= day <= last), day
        for day in (first - timedelta(days=1), last + timedelta(days=1)):
            if FIRST <= day <= LAST:
                assert not cover & set(day_marks(day.isoformat())), day


# Many hits


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Four thousand articles: a fifth have both words, four of them together; site follows site."""
    with Index(tmp_path_factory.mktemp("many") / "news.db") as index:
        for id in range(1, 4001):
            text = "sea and land" if id % 1000 == 7 else "land of sea" if id % 5 == 0 else "sea"
            url = f"https://n{id // 1001}.example/{id}"
            capture = Capture(url, datetime(2026, 3, 1, tzinfo=UTC), b"", b"", id=id, place=Place("a", id, 1))
            index.add(capture, page(f"Piece {id}", text, language="en" if id % 4 else "fr"))
        index.flush()
        yield index


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 320 hits are many."""
    monkeypatch.setattr("archive.matching.MOST", 320)
    monkeypatch.setattr("archive.matching.SAMPLE", 320)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("counted", [0, 100_000])
@pytest.mark.parametrize("query", ["sea", "se* OR sea"])
def test_many_hits_are_sampled_from_everywhere(
    many: Index, monkeypatch: pytest.MonkeyPatch, query: str, counted: int
) -> None:
    monkeypatch.setattr("archive.matching.COUNTED", counted)
    root = parse(query).root
    matched = match(many.db, root)
    assert (matched.about, matched.total) == (True, 4000)
    assert 300 <= len(matched.ids) <= 340
    assert all(sum(start <= id < start + 500 for id in matched.ids) >= 30 for start in range(1, 4000, 500))
    assert all(60 <= sum(id % 4 == rest for id in matched.ids) <= 100 for rest in range(4))  # hosts in turn
    assert matched == match(many.db, root)
    rare = match(many.db, parse(f"({query}) land").root)
    assert 700 <= rare.total <= 900


def test_up_to_the_limit_every_hit_counts(many: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    assert match(many.db, parse("sea").root) == Matched(tuple(range(1, 4001)), 4000)
    monkeypatch.setattr("archive.matching.SAMPLE", 10)
    monkeypatch.setattr("archive.matching.MOST", 10)
    latest = match(many.db, parse("sea").root, latest=True)
    assert (latest.ids, latest.about) == (tuple(range(3991, 4001)), True)


@pytest.mark.usefixtures("few")
def test_hits_in_one_place_of_the_collection_are_not_taken_for_few(many: Index) -> None:
    matched = match(many.db, parse("sea site:n3.example").root)
    assert (matched.about, matched.total) == (True, 1000)
    assert 250 <= len(matched.ids) <= 400


@pytest.mark.usefixtures("few")
def test_a_sample_says_about_and_keeps_what_stands_together(many: Index) -> None:
    results = search(many, '"sea and land"', facets=("site", "language"), limit=5)
    assert (results.about, results.total) == (False, 4)
    results = search(many, "sea land", facets=("site", "language"), limit=5)
    assert results.about
    assert 700 <= results.total <= 900
    assert 700 <= sum(count for _, count in results.facets["site"]) <= 900
    assert len(results.facets["site"]) == 4
    several = search(many, "land of sea", limit=500)
    assert {hit.id % 5 for hit in several.hits} == {0}


def test_words_too_common_for_a_score_stand_by_day(many: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.ranking.BUDGET", 1500)
    assert {hit.score for hit in search(many, "sea").hits} == {0.0}
    assert all(hit.score > 0 for hit in search(many, "land").hits)
    assert all(hit.score > 0 for hit in search(many, "sea land").hits)


# Attacks

HOSTILE = [
    "a" * 10_000_000,
    '"' * 10_000_001,
    "(" * 10_000_000,
    "x OR " * 2_000_000,
    "-" * 10_000_000 + "x",
    "site:" * 2_000_000,
    "caption:(" * 1_000_000,
    "after:9999-99-99 before:0000 lang:' OR 1=1 --",
    "site:[::1 links:http://[ links:https://\x00 genre:'; DROP TABLE articles",
    "{headline} : ferry ^ + NEAR/3 *** \\",
    'a"b"c:"d"*"e"()',
    "\ud800\udfff\x00\ufeff\U0010ffff x",
    "\ue000any site\ue000news",
    "朝" * 2000,
    "朝 " * 1000,
    "abc* " * 400,
    "NOT NOT NOT",
    "- -- (-) (-x) -(-x)",
    "has: has:( label:() lang:\u200b",
    "before:9999-12-31 after:0001-01-01",
    "after:٢٠٢٤",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(stories: Index, query: str) -> None:
    try:
        results = search(stories, query, facets=FACETS)
    except QueryError:
        return
    assert results.total >= len(results.hits)


names = st.sampled_from([*FIELDS, *CHOICES, "links", "changed", "deleted", "nosuch"])
pieces = st.one_of(
    operators,
    names.map("{}:".format),
    st.text(max_size=4),
    st.sampled_from(["2024-02", "ferry", "ai", "yes", "no", "silent"]),
)


@given(st.lists(pieces, max_size=25).map("".join), st.sampled_from(["best", "fresh", "newest"]))
def test_any_text_with_fields_is_a_query(stories: Index, query: str, order: Order) -> None:
    try:
        search(stories, query, limit=3, order=order, facets=("site", "year"))
    except QueryError:
        return
