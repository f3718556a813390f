from __future__ import annotations

import dataclasses
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import schema
from archive.article import Article, Block, Image, PageKind, Related
from archive.capture import Capture, Facts, Place
from archive.index import BATCH, RUN, Index, Missed
from archive.rows import site, utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Make = "Callable[..., Capture]"


def kept(capture: Capture, id: int, file: str = "a.warc.gz") -> Capture:
    """As the writer gives it back: each a thousand bytes behind the one before."""
    return dataclasses.replace(capture, id=id, place=Place(file, 1000 * id, 900))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def count(path: Path, table: str) -> int:
    with Index(path, read_only=True) as index:
        found: int = index.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


def test_an_article_comes_back_as_it_went_in(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    plain = Article()
    with Index(path) as index:
        index.add(kept(capture(), 1), article())
        index.add(kept(capture(), 2), plain)
        assert (index.article(1), index.article(2), index.article(3)) == (article(), plain, None)
    with Index(path, read_only=True) as index:
        back = index.article(1)
        assert back == article()
        assert (
            back.to_json()
            == dataclasses.replace(
                article(),
                date_published=datetime(
                    2026, 3, 7, 7, 5, tzinfo=UTC
                ),  # the moment stays, the offset is UTC's
            ).to_json()
        )


def test_every_field_of_an_article_has_a_column_or_a_table() -> None:
    fields = {field.name for field in dataclasses.fields(Article)}
    flags = {"url", "is_accessible_for_free", "extractor", "page_kind"}
    assert fields == {*schema.TEXTS, *schema.DATES, *schema.LISTS, *schema.CHILDREN} | flags


@pytest.mark.parametrize("kind", get_args(PageKind))
def test_only_articles_get_an_articles_row(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article], kind: PageKind
) -> None:
    with Index(path) as index:
        index.add(kept(capture(), 1), article(page_kind=kind))
        index.add(kept(capture(), 2), None)
    expected = int(kind == "article")
    assert (count(path, "captures"), count(path, "articles")) == (2, expected)
    assert count(path, "related") == expected
    with Index(path, read_only=True) as index:
        kinds = index.db.execute("SELECT page_kind FROM captures ORDER BY id").fetchall()
        assert [tuple(row) for row in kinds] == [(kind,), (None,)]


def test_adding_again_is_as_adding_once(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    first, second = kept(capture(), 1), kept(capture(), 2)
    with Index(path) as index:
        index.add(first, article(headline="Wrong", images=()))
        index.flush()
        index.add(second, article())
        index.add(first, article())
        index.add(first, article())
        index.flush()
        again = list(index.rows())
        found = index.db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'wrong'")
        assert found.fetchone()[0] == 0
        index.db.execute("INSERT INTO articles_fts(articles_fts) VALUES('integrity-check')")
        words = full_text(index)
    once = path.with_name("once.db")
    with Index(once) as index:
        index.add(first, article())
        index.add(second, article())
        assert list(index.rows()) == again
        assert full_text(index) == words


def full_text(index: Index) -> list[tuple[Any, ...]]:
    """Every word in the full-text index, with its places."""
    index.db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, articles_fts, instance)"
    )
    return list(map(tuple, index.db.execute("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4")))


def test_what_is_buffered_is_written_by_batch_flush_and_close(
    path: Path, capture: Callable[..., Capture]
) -> None:
    with Index(path) as index:
        for id in range(1, BATCH):
            index.add(kept(capture(), id), None)
        assert count(path, "captures") == 0
        index.add(kept(capture(), BATCH), None)
        assert count(path, "captures") == BATCH
        index.add(kept(capture(), BATCH + 2), None)
        index.flush()
        assert count(path, "captures") == BATCH + 1
        index.add(kept(capture(), BATCH + 1), None)
    assert count(path, "captures") == BATCH + 2


def test_a_capture_not_kept_cannot_be_added(path: Path, capture: Callable[..., Capture]) -> None:
    with Index(path) as index, pytest.raises(ValueError, match="keep it in a WARC first"):
        index.add(capture(), None)


def test_the_row_of_a_capture(path: Path, capture: Callable[..., Capture]) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML;x\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunked = capture(
        "http://www.news.example/b?y=1&x=2", response=head + b"2\r\nhi\r\n0\r\n\r\n", facts={"via": "é"}
    )
    with Index(path) as index:
        index.add(kept(chunked, 1), None)
        index.add(kept(capture(response=b"", truncated="time"), 2), None)
        index.add(kept(capture(response=b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx"), 3), None)
        index.add(kept(capture(facts={"warc-type": "revisit"}), 4), None)
        rows = [row[1:] for row in index.rows() if row[0] == "captures"]
        columns = list(schema.tables()["captures"])
        first, mute, unknown, revisit = (dict(zip(columns, row, strict=True)) for row in rows)
    assert first == {
        "id": 1,
        "url": "http://www.news.example/b?y=1&x=2",
        "urlkey": "example,news)/b?x=2&y=1",
        "date": "2026-03-07T09:30:15.123456+00:00",
        "status": 200,
        "media_type": "text/html",
        "record_type": "response",
        "page_kind": None,
        "payload_digest": "sha1:IJMZXTSHEGKTKRBP4EFGEVOFRX2S6NRV",
        "content_digest": "sha1:YIVV7ELYGQTASQUNN5I3FRNPJQF542SC",
        "ip_address": "192.0.2.7",
        "truncated": None,
        "facts": '{"via": "é"}',
        "warc_file": "a.warc.gz",
        "warc_offset": 1000,
        "warc_length": 900,
        "site": "news.example",
        "story": None,
        "text_digest": None,
        "version": None,
    }
    assert (mute["status"], mute["record_type"], mute["payload_digest"], mute["truncated"]) == (
        None, "metadata", None, "time",
    )  # fmt: skip
    assert (bool(unknown["payload_digest"]), unknown["content_digest"]) == (True, None)
    assert revisit["record_type"] == "revisit"


def test_places_starts_and_originals(path: Path, capture: Callable[..., Capture]) -> None:
    with Index(path) as index:
        assert (index.next_id(), index.reached(), index.place(1)) == (1, {}, None)
        index.add(kept(capture(), 1), None)
        index.add(kept(capture(), 2), None)
        index.add(kept(capture(response=b""), 3, "b.warc.gz"), None)
        assert (index.start(1), index.start(2), index.start(3), index.start(9)) == (0, 1900, 0, 0)
        assert index.place(2) == Place("a.warc.gz", 2000, 900)
        assert index.next_id() == 4
        assert index.reached() == {"a.warc.gz": 2900, "b.warc.gz": 3900}
        assert index.original(capture().payload_digest) == Place("a.warc.gz", 1000, 900)
        assert index.original("sha1:none") is None
        run = Facts(RUN, {}, datetime.now(UTC), Place("b.warc.gz", 3900, 50))
        index.add_run(run)
        assert index.reached()["b.warc.gz"] == 3950


def test_runs_and_what_they_missed(path: Path, capture: Callable[..., Capture]) -> None:
    def run(n: int, *missed: Any) -> Facts:
        facts = {"started": "2026-03-07T09:00:00Z", "reason": "finished", "pages": n, "missed": list(missed)}
        return Facts(RUN, facts, datetime(2026, 3, 7, 10, n, tzinfo=UTC), Place("a.warc.gz", 100_000 + n, 9))

    refused = {"url": "http://n.example/r", "reason": "robots.txt", "retryable": False}
    late = {"url": "http://news.example/story", "reason": "timeout"}
    with Index(path) as index:
        index.add_run(run(1, refused, late, "not a record"))
        index.add_run(run(1, refused, late))
        index.add_run(run(2, {**refused, "reason": "robots.txt again", "retryable": False}))
        assert index.missed() == [
            Missed("http://n.example/r", "robots.txt again", False),
            Missed("http://news.example/story", "timeout", True),
        ]
        got = dataclasses.replace(capture(), date=datetime(2026, 3, 7, 10, 1, 0, 1, tzinfo=UTC))
        failed = dataclasses.replace(got, response=b"HTTP/1.1 503 Busy\r\n\r\n")
        index.add(kept(failed, 1), None)
        index.flush()
        assert len(index.missed()) == 2
        index.add(kept(got, 2), None)
        index.flush()
        assert [m.url for m in index.missed()] == ["http://n.example/r"]
        index.add_run(run(3, late))  # had once, and wanted again in vain
        assert [m.url for m in index.missed()] == ["http://n.example/r", "http://news.example/story"]
        rows = [row for row in index.rows() if row[0] == "runs"]
        assert [(row[1], row[3], row[5], row[6]) for row in rows] == [
            (
                n,
                "2026-03-07T09:00:00Z",
                "finished",
                f'{{"started": "2026-03-07T09:00:00Z", "reason": "finished", "pages": {n}}}',
            )
            for n in (1, 2, 3)
        ]
    with Index(path) as index:
        index.add_run(Facts(RUN, {"missed": 3}, datetime.now(UTC), Place("a.warc.gz", 200_000, 9)))


def test_the_index_of_rows_does_not_depend_on_the_order_or_batches(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    pages = [(kept(capture(), id), article(headline=f"Piece {id}")) for id in range(1, 30)]
    with Index(path) as index:
        for page in pages:
            index.add(*page)
        rows = list(index.rows())
    with Index(path.with_name("other.db")) as index:
        for n, page in enumerate(reversed(pages)):
            index.add(*page)
            if n % 7 == 0:
                index.flush()
        assert list(index.rows()) == rows
    tables = Counter(row[0] for row in rows)
    assert (tables["captures"], tables["articles"], tables["images"]) == (29, 29, 58)


# Odd values

text = st.text(st.characters(codec="utf-8"), max_size=30)
texts = st.lists(text, max_size=3).map(tuple)
dates = st.datetimes(
    datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))])
)
blocks = st.builds(
    Block, type=st.just("list"), text=text, items=texts, ordered=st.booleans(), date=st.none() | dates
)
images = st.builds(Image, url=text, alt=st.none() | text, caption=text, is_cover=st.booleans())
related = st.builds(Related, url=text, title=st.none() | text, labels=texts)
articles = st.builds(
    Article,
    url=text,
    headline=st.none() | text,
    authors=texts,
    date_published=st.none() | dates,
    body=st.lists(blocks, max_size=3).map(tuple),
    images=st.lists(images, max_size=3).map(tuple),
    related=st.lists(related, max_size=2).map(tuple),
    is_accessible_for_free=st.none() | st.booleans(),
)


@contextmanager
def in_memory() -> Iterator[Index]:
    index = Index.__new__(Index)
    with closing(sqlite3.connect(":memory:")) as memory:
        schema.create(memory)
        index._buffer, index.db, index._read_only, index._open = {}, memory, False, True
        index._before = lambda: None
        memory.row_factory = sqlite3.Row
        yield index


@given(articles)
def test_any_article_comes_back(article: Article) -> None:
    capture = Capture("http://n.example/", datetime.now(UTC), b"", b"", id=1, place=Place("a", 0, 1))
    with in_memory() as index:
        index.add(capture, article)
        assert index.article(1) == article


@given(articles)
def test_nothing_is_left_of_what_is_taken_out(article: Article) -> None:
    capture = Capture("http://n.example/", datetime.now(UTC), b"", b"", id=1, place=Place("a", 0, 1))
    with in_memory() as index:
        index.add(capture, article)
        index.flush()
        index.add(capture, None)
        index.flush()
        assert full_text(index) == []
        index.db.execute("INSERT INTO articles_fts(articles_fts) VALUES('integrity-check')")


def test_values_that_sqlite_cannot_hold_cost_only_themselves(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    odd = article(
        headline="half \ud83d of a pair",
        keywords=("\udc00",),
        date_published=datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
        images=(Image(url="\x00", width=10**30, height=-1),),
    )
    with Index(path) as index:
        index.add(kept(capture(facts={"via": "\ud800"}), 1), odd)
        back = index.article(1)
    assert back is not None
    assert (back.headline, back.keywords) == ("half ? of a pair", ("?",))
    assert back.date_published == odd.date_published
    assert back.images == (Image(url="\x00", width=None, height=-1),)


def test_sites_and_times() -> None:
    assert [site(u) for u in ("http://WWW.News.example:81/x", "https://m.news.example", "http://[x", "")] == [
        "news.example", "m.news.example", "", "",
    ]  # fmt: skip
    assert utc(datetime(2026, 3, 7, 1, tzinfo=timezone(timedelta(hours=2)))) == "2026-03-06T23:00:00+00:00"
