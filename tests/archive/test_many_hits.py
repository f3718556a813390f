"""Where hits are many, a sample stands for all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from archive.capture import Capture, Place
from archive.index import Index
from archive.matching import Matched, match
from archive.query import parse
from archive.search import search
from tests.archive.stories import page

if TYPE_CHECKING:
    from collections.abc import Iterator


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
