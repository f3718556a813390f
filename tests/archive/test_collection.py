from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archive.capture import Capture, Facts
from archive.collection import Collection, CollectionError, OutOfOrderError
from archive.index import RUN

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.article import Article

SOFTWARE = "newsarchive/0.1 Scrapy/2.19"


def crawl(collection: Collection, captures: list[Capture], article: Article | None = None) -> list[Capture]:
    """Keep and index captures as a crawl does, and end with a report."""
    with collection.lock("crawl"), collection.index() as index, collection.writer(software=SOFTWARE) as warc:
        kept = [warc.append(capture) for capture in captures]
        for each in kept:
            index.add(each, article if each.response else None)
        report = {"started": "then", "missed": [{"url": "http://n.example/gone", "reason": "404"}]}
        index.add_run(warc.append_facts(RUN, report))
    return kept


def all_rows(collection: Collection) -> list[tuple[Any, ...]]:
    with collection.index(read_only=True) as index:
        return list(index.rows())


def test_a_collection_is_made_once(collection: Collection) -> None:
    assert Collection(str(collection.path)).description == collection.description
    with pytest.raises(CollectionError, match="is a collection already"):
        Collection.create(collection.path, collection.description)
    with pytest.raises(CollectionError, match="newsarchive init"):
        Collection(collection.path / "archive")
    (collection.path / "file").touch()
    with pytest.raises(CollectionError):
        Collection.create(collection.path / "file" / "below", collection.description)


def test_without_an_index_readers_are_told(collection: Collection) -> None:
    for read in (
        lambda: collection.search("x"),
        lambda: collection.article(1),
        lambda: collection.capture(1),
        lambda: collection.index(read_only=True),
    ):
        with pytest.raises(CollectionError, match="has no index yet"):
            read()


def test_captures_and_articles_by_id(
    collection: Collection, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    visits = [capture(facts={"via": "x"}), capture(request=b""), capture(response=b"")]
    kept = crawl(collection, visits, article())
    kept += crawl(collection, [capture()], article())
    assert [each.id for each in kept] == [1, 2, 3, 4]
    for each in kept:
        assert each.id is not None
        assert collection.capture(each.id) == each
    assert collection.article(4) == article()
    for wrong in (0, 5):
        with pytest.raises(CollectionError, match=f"no capture {wrong}"):
            collection.capture(wrong)
    with pytest.raises(CollectionError, match="no article 3"):
        collection.article(3)
    for path in collection.warcs():
        path.write_bytes(b"")
    with pytest.raises(CollectionError, match="newsarchive rebuild"):
        collection.capture(1)


def test_a_walk_gives_the_ids_of_the_crawl(collection: Collection, capture: Callable[..., Capture]) -> None:
    kept = crawl(collection, [capture(), capture(response=b"")]) + crawl(collection, [capture()])
    walked = collection.walk()
    items = list(walked)
    assert [item for item in items if isinstance(item, Capture)] == kept
    assert [item.facts["started"] for item in items if isinstance(item, Facts)] == ["then", "then"]
    assert walked.damage == []


def test_catching_up_begins_where_the_index_ends(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture(), capture()])
    with collection.writer(software=SOFTWARE) as warc:
        kept = warc.append(capture())
    with collection.index() as index:
        assert list(collection.walk(index.reached(), index.next_id())) == [kept]
        index.add(kept, None)
        assert list(collection.walk(index.reached(), index.next_id())) == []


def test_half_a_warc_is_told_and_the_others_are_read(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture(), capture()])
    crawl(collection, [capture()])
    first, _ = collection.warcs()
    with first.open("r+b") as file:
        file.truncate(first.stat().st_size - 500)
    walked = collection.walk()
    ids = [item.id for item in walked if isinstance(item, Capture)]
    assert ids == [1, 2] or ids == [1, 2, 3]
    (damage,) = walked.damage
    assert first.name in str(damage)
    assert "half a record" in str(damage)


@pytest.mark.parametrize(
    "cut", ["in the response", "in the request", "behind the request", "in the warcinfo"]
)
def test_half_a_capture_is_set_aside_from_our_own_warcs(
    collection: Collection, capture: Callable[..., Capture], cut: str
) -> None:
    with collection.writer(software=SOFTWARE) as warc:
        warc.append(capture())
        warc.append(capture())
    (path,) = collection.warcs()
    data = path.read_bytes()
    begins = [found.start() for found in re.finditer(rb"\x1f\x8b\x08\x00\x00\x00\x00\x00", data)]
    assert len(begins) == 5  # warcinfo, request, response, request, response
    at = {
        "in the response": begins[4] + 60,
        "in the request": begins[3] + 1,
        "behind the request": begins[4],
        "in the warcinfo": 100,
    }[cut]
    path.write_bytes(data[:at])
    foreign = collection.archive / "wget.warc.gz"
    foreign.write_bytes(data[:at])
    walked = collection.walk()
    captures = [item for item in walked if isinstance(item, Capture)]
    (sentence,) = walked.mend()
    assert walked.mend() == []
    left = 0 if cut == "in the warcinfo" else begins[3]
    aside = collection.path / "tails" / f"{path.name}.{left}"
    assert f"{path}: half a capture, from byte {left:,} on" in sentence
    assert f"{at - left:,} bytes are set aside: {aside}" in sentence
    assert aside.read_bytes() == data[left:at]
    assert path.read_bytes() == data[:left] if left else not path.exists()
    assert len(captures) == (2 if left else 0)
    assert foreign.read_bytes() == data[:at]
    assert [damage.file for damage in walked.damage] in (["wget.warc.gz"], [])
    assert collection.walk().tails == []


def test_whole_captures_behind_a_fault_are_never_set_aside(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    with collection.writer(software=SOFTWARE) as warc:
        first = warc.append(capture())
        warc.append(capture())
    assert first.place is not None
    (path,) = collection.warcs()
    data = bytearray(path.read_bytes())
    data[first.place.offset + 30 : first.place.offset + 60] = bytes(30)
    path.write_bytes(data)
    walked = collection.walk()
    assert len([item for item in walked if isinstance(item, Capture)]) == 1
    assert walked.mend() == []
    assert len(walked.damage) == 1
    assert path.read_bytes() == data


def test_a_warc_whose_first_record_is_damaged_is_never_set_aside(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture(), capture()])
    (path,) = collection.warcs()
    data = bytearray(path.read_bytes())
    data[40:44] = bytes(4)
    path.write_bytes(data)
    walked = collection.walk()
    assert list(walked) == []
    assert walked.mend() == []
    assert len(walked.damage) == 1
    assert path.read_bytes() == data


def test_a_capture_of_a_long_address_behind_a_fault_is_found(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    with collection.writer(software=SOFTWARE) as warc:
        first = warc.append(capture())
        last = warc.append(capture(url="https://news.example/" + "a-long-way/" * 2000))
    assert first.place is not None
    (path,) = collection.warcs()
    data = bytearray(path.read_bytes())
    data[first.place.offset + 30 : first.place.offset + 60] = bytes(30)
    path.write_bytes(data)
    walked = collection.walk()
    assert [item.url for item in walked if isinstance(item, Capture)] == [last.url]
    assert walked.mend() == []


def test_a_warc_that_was_only_opened_goes(collection: Collection) -> None:
    name = "newsarchive-20260307093015123-000000000001-00000.warc.gz"
    for each in (name, "empty.warc.gz"):
        (collection.archive / each).touch()
    walked = collection.walk()
    assert list(walked) == []
    assert len(walked.mend()) == 1
    assert [path.name for path in collection.warcs()] == ["empty.warc.gz"]


def test_an_index_that_was_only_opened_is_none(collection: Collection) -> None:
    collection.database.touch()
    with pytest.raises(CollectionError, match="has no index yet"):
        collection.search("x")


def test_a_warc_put_in_before_others_needs_a_rebuild(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture()])
    (path,) = collection.warcs()
    shutil.copy(path, collection.archive / "a-foreign.warc.gz")
    with (
        collection.index(read_only=True) as index,
        pytest.raises(OutOfOrderError, match="newsarchive rebuild"),
    ):
        list(collection.walk(index.reached(), index.next_id()))


def test_a_file_without_captures_may_sort_anywhere(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture()])
    (path,) = collection.warcs()
    (collection.archive / "a-half.warc.gz").write_bytes(path.read_bytes()[:100])
    with collection.index(read_only=True) as index:
        assert list(collection.walk(index.reached(), index.next_id())) == []


def test_an_index_made_anew_equals_the_old_and_its_readers_go_on(
    collection: Collection, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    crawl(collection, [capture(), capture(response=b""), capture()], article())
    crawl(collection, [capture()], article(headline="Later"))
    before = all_rows(collection)
    reader = collection.index(read_only=True)
    assert reader.article(1) == article()
    with collection.lock("rebuild"), collection.new_index() as index:
        for item in collection.walk(original=index.original):
            if isinstance(item, Facts):
                index.add_run(item)
            else:
                read = article(headline="Later") if item.id == 4 else article()
                index.add(item, read if item.response else None)
        assert reader.article(1) == article()
    assert all_rows(collection) == before
    assert list(reader.rows()) == before
    reader.close()
    assert not list(collection.path.glob("news.db.new*"))


def test_the_files_of_others_lie_before_ours_whatever_their_name(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture(), capture()])
    (ours,) = collection.warcs()
    foreign = collection.archive / "zzz.warc.gz"
    foreign.write_bytes(ours.read_bytes())
    assert collection.warcs() == [foreign, ours]
    with collection.index() as index, pytest.raises(OutOfOrderError, match="newsarchive rebuild"):
        list(collection.walk(index.reached(), index.next_id()))
    with collection.new_index() as index:
        for item in collection.walk():
            if isinstance(item, Capture):
                index.add(item, None)
    (third,) = crawl(collection, [capture()])
    assert third.id == 5
    found = [item for item in collection.walk() if isinstance(item, Capture)]
    assert [item.id for item in found] == [1, 2, 3, 4, 5]
    assert found[-1] == third
    with collection.index(read_only=True) as index:
        assert index.whole(third.url, (ours.name, 0)) == 3


def test_an_index_not_finished_leaves_the_old_one(
    collection: Collection, capture: Callable[..., Capture]
) -> None:
    crawl(collection, [capture()])
    before = all_rows(collection)
    with pytest.raises(KeyboardInterrupt), collection.new_index():
        raise KeyboardInterrupt
    assert all_rows(collection) == before
    assert not list(collection.path.glob("news.db.new*"))


def test_a_collection_opens_without_the_crawler() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import archive.collection, archive.search, archive.cdxj\n"
        "print([m for m in ('scrapy', 'lxml', 'bs4', 'sqlite_utils', 'twisted') if m in sys.modules])"
    )
    root = str(Path(__file__).parents[2])
    run = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
