"""Versions, deletions and sites: told from captures one by one, equal however they came."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Block, Correction
from archive.capture import Capture, Place
from archive.history import events, history
from archive.index import Index
from archive.search import search
from tests.archive.conftest import FULL

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime(2026, 3, 7, 9, tzinfo=UTC)
URL = "https://news.example/2026/ferries"
FACTS = ("id", "number", "captures", "headline_before", "added", "removed", "corrected", "dated", "silent")


def visit(id: int, url: str = URL, status: int = 200, hours: int | None = None) -> Capture:
    date = DAY + timedelta(hours=id if hours is None else hours)
    response = b"HTTP/1.1 %d X\r\nContent-Type: text/html\r\n\r\nx" % status
    return Capture(url, date, b"", response, id=id, place=Place("a.warc.gz", id * 1000, 900))


def story(text: str = "Three boats left the quay.\nIt was dawn.", **fields: Any) -> Article:
    body = tuple(Block(type="paragraph", text=line) for line in text.split("\n") if line)
    plain: dict[str, Any] = {"url": URL, "headline": "Ferries resume", "corrections": (), "genre": "news"}
    return replace(FULL, body=body, **(plain | fields))


def told(path: Path, *visits: tuple[Capture, Article | None]) -> Index:
    index = Index(path / "news.db")
    for capture, article in visits:
        index.add(capture, article)
    index.flush()
    return index


def versions(index: Index, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in index.db.execute(f"SELECT {', '.join(columns)} FROM versions ORDER BY id")]


def shown(index: Index) -> list[tuple[int, int | None]]:
    """Which version each capture shows."""
    return [tuple(row) for row in index.db.execute("SELECT id, version FROM captures ORDER BY id")]


def test_the_same_text_makes_no_version(tmp_path: Path) -> None:
    with told(
        tmp_path,
        (visit(1), story("Boats left.\n5 minutes ago\n12 comments")),
        (visit(2), story("Boats left.\n3 hours ago\n131 comments", related=(), images=())),
        (visit(3), story("Boats left.", date_modified=DAY + timedelta(days=9))),
    ) as index:
        assert versions(index, *FACTS) == [(1, 1, 3, None, None, None, None, None, None)]
        assert shown(index) == [(1, 1), (2, 1), (3, 1)]
        assert versions(index, "captured", "seen") == [
            ("2026-03-07T10:00:00+00:00", "2026-03-07T12:00:00+00:00")
        ]


def test_edits_are_silent_dated_or_corrected(tmp_path: Path) -> None:
    note = Correction(text="We had the wrong quay.")
    later = DAY + timedelta(days=1)
    with told(
        tmp_path,
        (visit(1), story("Two boats left.")),
        (visit(2), story("Six boats left the quay.")),
        (visit(3), story("Six boats left the pier.", corrections=(note,))),
        (visit(4), story("Six boats left the pier.", headline="Ferries stop", date_modified=later)),
        (visit(5), story("Six boats.", headline="Ferries stop", genre="live", date_modified=later)),
        (visit(6), story("Two boats left.", corrections=(note,))),
    ) as index:
        assert versions(index, *FACTS) == [
            (1, 1, 1, None, None, None, None, None, None),
            (2, 2, 1, None, 3, 1, 0, 0, 1),
            (3, 3, 1, None, 1, 1, 1, 0, 0),
            (4, 4, 1, "Ferries resume", 1, 1, 0, 1, 0),
            (5, 5, 1, None, 0, 3, 0, 0, 0),
            (6, 6, 1, "Ferries stop", 3, 2, 1, 0, 0),
        ]
        headlines = index.db.execute("SELECT number, headline FROM headlines ORDER BY number")
        assert list(map(tuple, headlines)) == [
            (1, "Ferries resume"), (4, "Ferries stop"), (6, "Ferries resume"),
        ]  # fmt: skip
        found = index.db.execute("SELECT * FROM site_edits").fetchone()
        assert tuple(found) == ("news.example", 1, 5, 2, 2, 1, 0)
        assert [row["number"] for row in index.db.execute("SELECT * FROM corrections")] == [3, 6]


def test_gone_and_back(tmp_path: Path) -> None:
    with told(
        tmp_path,
        (visit(1, status=404), None),  # nothing was there before
        (visit(2), story()),
        (visit(3, status=503), None),  # tells nothing
        (visit(4, status=404), None),
        (visit(5, status=410), None),  # still gone
        (visit(6), story()),
        (visit(7), replace(story(), page_kind="error")),
        (visit(8, "https://news.example/other", status=410), None),
    ) as index:
        found = index.db.execute("SELECT id, version, status, page_kind, back FROM deletions ORDER BY id")
        assert list(map(tuple, found)) == [(4, 2, 404, None, 6), (7, 2, 200, "error", None)]
        assert shown(index)[5] == (6, 2)


@pytest.mark.parametrize(
    ("url", "canonical", "same"),
    [
        ("https://www.news.example/2026/ferries?utm_source=x", URL, True),
        ("https://m.news.example/2026/ferries", URL, True),
        ("https://evil.example/2026/ferries", URL, False),
        ("https://news.example/other", "https://news.example/", False),
        ("https://news.example/2026/ferries?page=2", "http://[", False),
    ],
)
def test_an_article_is_known_by_the_address_it_may_call_its_own(
    tmp_path: Path, url: str, canonical: str, same: bool
) -> None:
    with told(tmp_path, (visit(1), story()), (visit(2, url), story(url=canonical))) as index:
        stories = {row[0] for row in index.db.execute("SELECT story FROM captures")}
        assert (len(stories) == 1) == same
        assert shown(index)[1] == (2, 1 if same else 2)


def test_another_text_that_calls_the_same_address_its_own_is_another_article(tmp_path: Path) -> None:
    second = story("Quite another thing\nfills the second page.", headline="Page two", description="Else")
    with told(tmp_path, (visit(1), story()), (visit(2, f"{URL}?page=2"), second)) as index:
        assert shown(index) == [(1, 1), (2, 2)]


def test_an_address_keeps_its_article_when_the_canonical_one_changes(tmp_path: Path) -> None:
    renamed = story("New text.", url="https://news.example/2026/new-slug")
    with told(tmp_path, (visit(1), story()), (visit(2), renamed)) as index:
        assert versions(index, "id", "number", "previous") == [(1, 1, None), (2, 2, 1)]


def test_pages_without_text_and_other_readers_make_no_version(tmp_path: Path) -> None:
    assert FULL.extractor is not None
    newer = replace(FULL.extractor, version="4")
    with told(
        tmp_path,
        (visit(1), story("Two boats.")),
        (visit(2), story("", headline="Ferries resume")),
        (visit(3), story("Two boats.")),
        (visit(4), story("Two boats, read better.", extractor=newer)),
        (visit(5), story("Three boats, read better.", extractor=newer)),
    ) as index:
        assert shown(index) == [(1, 1), (2, 1), (3, 1), (4, 1), (5, 5)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("changed:yes", {1, 2, 3}),
        ("boats changed:YES", {1, 2, 3}),
        ("changed:no", {4, 5, 7}),
        ("changed:headline", {1, 2, 3}),
        ("changed:silent", {1, 2, 3}),
        ("changed:corrected", set()),
        ("deleted:yes", {5}),
        ("deleted:back", {7}),
        ("deleted:no", {1, 2, 3, 4, 7}),
        ("changed:yes OR deleted:yes", {1, 2, 3, 5}),
        ("(changed:silent OR deleted:yes) -gone", {1, 2, 3}),
        ("changed:maybe", set()),
    ],
)
def test_what_became_of_an_article_can_be_asked_for(tmp_path: Path, query: str, found: set[int]) -> None:
    one, other = "https://news.example/gone", "https://news.example/back"
    with told(
        tmp_path,
        (visit(1), story("Two boats.")),
        (visit(2), story("Three boats.")),
        (visit(3), story("Three boats.", headline="Else")),
        (visit(4, "https://news.example/still"), story("Still boats.", url="")),
        (visit(5, one), story("Gone.", url="")),
        (visit(6, one, status=410), None),
        (visit(7, other), story("Back.", url="")),
        (visit(8, other, status=404), None),
        (visit(9, other), story("", url="")),
    ) as index:
        assert {hit.id for hit in search(index, query).hits} - {9} == found


def test_the_history_of_an_article(tmp_path: Path) -> None:
    with told(tmp_path, *VISITS) as index:
        by_id = history(index.db, 3)
        assert by_id is not None
        assert [(v.id, v.number, v.silent) for v in by_id] == [
            (6, 1, False), (1, 2, True), (3, 3, True), (10, 4, True),
        ]  # fmt: skip
        assert [(d.id, d.back) for d in by_id.deletions] == [(7, 8)]
        for wanted in (URL, f"{URL}?m=1", "http://www.news.example/2026/ferries#top", 5, 7):
            assert history(index.db, wanted) == by_id
        assert history(index.db, 11) is history(index.db, 99) is history(index.db, "nonsense") is None
        assert by_id[0].previous is None
        assert len(by_id) == 4
        happened = events(index.db)
        assert [(e.what, e.id) for e in happened] == [
            ("edited", 10), ("deleted", 7), ("edited", 3), ("edited", 1),
        ]  # fmt: skip
        assert events(index.db, site="other.example") == []
        assert len(events(index.db, limit=2)) == 2


VISITS = [
    (visit(1), story("One boat.")),
    (visit(2, hours=1), story("One boat.")),
    (visit(3), story("Two boats.")),
    (visit(4, f"{URL}?m=1", hours=2), story("One boat.\nAnd the rest.")),
    (visit(5, status=404), None),
    (visit(6, hours=0), story("No boat.")),  # of an older file, and read late
    (visit(7, hours=4, status=410), None),
    (visit(8), story("Two boats.")),
    (visit(9, "https://news.example/tides"), story("Tides.", url="", language="no")),
    (visit(10), story("One boat.")),
    (visit(11, "https://news.example/"), replace(story(), page_kind="index")),
]


@pytest.mark.parametrize("batch", [1, 2, 3, 5, 200])
def test_batches_order_and_repetition_change_nothing(
    tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with told(tmp_path, *VISITS) as index:
        expected = list(index.rows())
    assert sum(row[0] == "versions" for row in expected) == 5
    monkeypatch.setattr("archive.index.BATCH", batch)
    again = tmp_path / "again"
    again.mkdir()
    with told(again, *VISITS) as index:
        assert list(index.rows()) == expected
        for capture, article in random.Random(batch).sample(VISITS, 6):
            index.add(replace(capture, url="https://gone.example/"), story("Else."))
            index.flush()
            index.add(capture, article)
        assert list(index.rows()) == expected


def test_sites_are_counted(tmp_path: Path) -> None:
    with told(tmp_path, *VISITS, (visit(12, "https://www.Other.example/"), None)) as index:
        sites = index.db.execute("SELECT * FROM sites ORDER BY name").fetchall()
        assert list(map(tuple, sites)) == [
            ("news.example", "2026-03-07T09:00:00+00:00", "2026-03-07T20:00:00+00:00", 11, 8),
            ("other.example", "2026-03-07T21:00:00+00:00", "2026-03-07T21:00:00+00:00", 1, 0),
        ]
        counts = index.db.execute("SELECT * FROM site_counts ORDER BY site, what, value").fetchall()
        assert list(map(tuple, counts)) == [
            ("news.example", "kind", "article", 8),
            ("news.example", "kind", "index", 1),
            ("news.example", "kind", "no page", 2),
            ("news.example", "language", "en", 7),
            ("news.example", "language", "no", 1),
            ("other.example", "kind", "no page", 1),
        ]


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["One boat.", "Two boats.", "Two boats.\n5 minutes ago", None]), max_size=10),
    st.integers(1, 4),
)
def test_any_life_of_an_article_is_told(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str | None], batch: int
) -> None:
    expected: list[str] = []
    for text in filter(None, texts):
        if expected[-1:] != [text.split("\n")[0]]:
            expected.append(text.split("\n")[0])
    with Index(tmp_path_factory.mktemp("life") / "news.db") as index:
        for id, text in enumerate(texts, 1):
            index.add(visit(id, status=200 if text else 404), story(text) if text else None)
            if id % batch == 0:
                index.flush()
        index.flush()
        known = history(index.db, URL)
        assert len(known or ()) == len(expected)
        gone = sum(
            text is None and any(texts[:n]) and texts[n - 1] is not None for n, text in enumerate(texts) if n
        )
        assert len(known.deletions if known else ()) == gone
