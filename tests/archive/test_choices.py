"""Fields, choices, scripts and counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive.capture import Capture, Place
from archive.index import Index
from archive.marks import FIRST, LAST, day_marks, days
from archive.search import FACETS, Only, facets, search
from tests.archive.stories import FERRY, ids, lit, page

if TYPE_CHECKING:
    from pathlib import Path


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
