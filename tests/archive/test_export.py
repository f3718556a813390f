"""Exports read back by those who would read them: what is in them, and that they are whole or not there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import resource
import tracemalloc
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import repeat
from typing import TYPE_CHECKING, Any, get_args

import pytest

from archive.article import Article, Block
from archive.capture import Place
from archive.collection import Collection, CollectionError
from archive.export import FORMATS, ExportError, Format, Selection, export, format_of, stream
from archive.export.columns import EVIDENCE, TYPES, Found
from archive.export.tables import CSV_COLUMNS, write_csv, write_jsonl
from archive.search import Only
from archive.walk import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.capture import Capture

NAMES = {"jsonl": "x.jsonl", "csv": "x.csv", "parquet": "x.parquet", "text": "x.txt", "wacz": "x.wacz"}
HOSTILE = Article(
    url="https://evil.example/",
    headline='=HYPERLINK("https://evil.example/","+++ Ticker +++")',
    description="+++ Live +++",
    authors=("@ada", 'B "B" Ek; Co, Ltd'),
    language="de",
    body=(
        Block(type="paragraph", text='</doc>\n<doc id="9">'),
        Block(type="preformatted", text="a\r\nb\rc\u2028d & <e>"),
        Block(type="paragraph", text="nul \0 und 北朝鮮 😀"),
    ),
    date_published=datetime(2026, 3, 9, tzinfo=UTC),
)


@pytest.fixture
def articles(article: Callable[..., Article]) -> list[Article]:
    return [article(), HOSTILE, Article()]


@pytest.fixture
def kept(collection: Collection, capture: Callable[..., Capture], articles: list[Article]) -> Collection:
    """Three articles, ids 2 to 4: one with every field, one written by an enemy, one of which nothing is
    known; before them a page that was not found."""
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        gone = capture("http://news.example/gone", response=b"HTTP/1.1 404 No\r\n\r\n")
        index.add(warc.append(gone), None)
        for number, each in enumerate(articles):
            index.add(warc.append(capture(f"http://www.news.example/{number}")), each)
    return collection


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_jsonl_gives_the_records_back(kept: Collection, articles: list[Article], tmp_path: Path) -> None:
    report = export(kept, tmp_path / "all.jsonl")
    found = lines(tmp_path / "all.jsonl")
    assert report.articles == 3
    assert [list(line) for line in found] == [list(TYPES)] * 3
    for line, each in zip(found, articles, strict=True):
        assert Article.from_dict(line) == each
        assert line["text"] == each.text


def test_a_row_is_proven_by_the_record_it_names(kept: Collection, tmp_path: Path) -> None:
    export(kept, tmp_path / "all.jsonl")
    for line in lines(tmp_path / "all.jsonl"):
        place = Place(line["warc_file"], line["warc_offset"], line["warc_length"])
        capture = fetch(kept.archive, place)
        assert (capture.url, capture.payload_digest) == (line["capture_url"], line["payload_digest"])
        assert capture.date == datetime.fromisoformat(line["capture_date"])
        assert line["site"] == "news.example"


def test_csv_gives_the_words_back(kept: Collection, articles: list[Article], tmp_path: Path) -> None:
    report = export(kept, tmp_path / "all.csv")
    raw = (tmp_path / "all.csv").read_bytes()
    found = rows(tmp_path / "all.csv")
    assert raw.startswith(b"id,url,capture_url,capture_date,site,headline,"), "no byte order mark"
    assert raw.endswith(b"\r\n")
    assert list(found[0]) == list(CSV_COLUMNS)
    assert [row["id"] for row in found] == ["2", "3", "4"]
    assert [row["headline"] for row in found] == [each.headline or "" for each in articles]
    assert [row["text"] for row in found] == [each.text.replace("\0", "\ufffd") for each in articles]
    assert [json.loads(row["authors"]) for row in found] == [list(each.authors) for each in articles]
    assert json.loads(found[0]["images"])[0]["caption"] == "The Solveig at her berth"
    assert [row["is_accessible_for_free"] for row in found] == ["false", "", ""]
    assert report.formulas == 2, (
        "the hostile headline and standfirst; lists are JSON and begin with a bracket"
    )


def test_parquet_is_typed(kept: Collection, articles: list[Article], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(kept, tmp_path / "all.parquet")
    table = parquet.read_table(tmp_path / "all.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert list(types) == list(TYPES)
    assert types["date_published"] == types["capture_date"] == "timestamp[us, tz=UTC]"
    assert types["authors"].startswith("list<")
    assert types["images"].startswith("list<")
    assert "is_cover: bool" in types["images"]
    assert types["warc_offset"] == "int64"
    found = table.to_pylist()
    assert [row["headline"] for row in found] == [each.headline for each in articles]
    assert found[0]["date_published"] == articles[0].date_published
    assert found[0]["related"][0]["labels"] == ["Explainer", "AI summary"]
    assert found[0]["body"][4]["date"] == articles[0].body[4].date
    assert found[2]["images"] == []
    assert found[2]["consent"] is None


@pytest.mark.parametrize("claimed", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_first_and_the_last_day_there_is(
    collection: Collection, capture: Callable[..., Capture], tmp_path: Path, claimed: str
) -> None:
    """A page may claim any date."""
    parquet = pytest.importorskip("pyarrow.parquet")
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        index.add(warc.append(capture()), Article(date_published=datetime.fromisoformat(claimed)))
    export(collection, tmp_path / "x.parquet")
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 1


def test_a_corpus_of_files(kept: Collection, tmp_path: Path) -> None:
    export(kept, tmp_path / "corpus", format="text")
    found = rows(tmp_path / "corpus" / "metadata.csv")
    assert [row["file"] for row in found] == [f"texts/000000{n}.txt" for n in (2, 3, 4)]
    for row in found:
        data = (tmp_path / "corpus" / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        assert b"\r" not in data
    first = (tmp_path / "corpus" / "texts" / "0000002.txt").read_text("utf-8")
    assert first.startswith(
        "Ferries resume after the storm\n\nThree boats left the quay at dawn.\nWhat comes next\n"
    )
    assert "text" not in found[0]


def test_a_corpus_in_one_file_cannot_be_broken_out_of(kept: Collection, tmp_path: Path) -> None:
    export(kept, tmp_path / "corpus.txt")
    corpus = (tmp_path / "corpus.txt").read_text("utf-8")
    assert re.findall(r'^<doc id="(\d+)"', corpus, re.MULTILINE) == ["2", "3", "4"]
    assert corpus.count("</doc>\n") == 3
    assert "&lt;/doc&gt;\n&lt;doc id=" in corpus
    assert (
        '<doc id="2" site="news.example" date="2026-03-07" language="en" author="Ada Quist; Bo Ek" ' in corpus
    )
    assert [row["id"] for row in rows(tmp_path / "corpus.metadata.csv")] == ["2", "3", "4"]


BESIDE = [(form, name) for form, name in NAMES.items() if form != "wacz"]  # of a WACZ: test_wacz.py


@pytest.mark.parametrize(("form", "name"), [*BESIDE, ("text", "folder")])
def test_the_package_describes_what_is_there(
    kept: Collection, tmp_path: Path, form: Format, name: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    report = export(kept, tmp_path / name, Selection(only=Only(language="en")), format=form)
    folder = report.files[0] if name == "folder" else tmp_path
    package = json.loads((folder / "datapackage.json" if name == "folder" else report.files[-1]).read_text())
    assert package["title"] == "Harbour papers"
    assert package["contributors"][0]["title"] == "Ada Quist"
    assert package["selection"] == {"language": "en"}
    assert (package["articles"], package["extractors"]) == (1, {"3": 1})
    assert package["captured"]["first"] == package["captured"]["last"] == "2026-03-07T09:30:16.123456+00:00"
    for each in package["resources"]:
        data = (folder / each["path"]).read_bytes()
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        if each["format"] == "csv":
            names = [field["name"] for field in each["schema"]["fields"]]
            assert names == list(rows(folder / each["path"])[0])
    assert sorted(path.name for path in tmp_path.iterdir() if path != kept.path) == sorted(
        file.name for file in report.files
    )


def test_rights_and_descriptions_are_told(kept: Collection, tmp_path: Path) -> None:
    toml = kept.path / "collection.toml"
    toml.write_text(toml.read_text().replace('rights = ""', 'rights = "For research only"'))
    export(Collection(kept.path), tmp_path / "all.csv")
    package = json.loads((tmp_path / "all.csv.datapackage.json").read_text())
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert package["rights"] == "For research only"
    assert fields["description"]["description"] == "The standfirst."
    assert fields["warc_offset"]["type"] == "integer"
    assert fields["date_published"]["type"] == "datetime"
    assert fields["images"]["type"] == "array"
    assert set(EVIDENCE) <= set(fields)


def test_only_what_was_asked_for(kept: Collection, tmp_path: Path) -> None:
    export(kept, tmp_path / "ferries.jsonl", Selection("quay"))
    export(kept, tmp_path / "late.jsonl", Selection(only=Only(since="2026-03-08")))
    assert [line["id"] for line in lines(tmp_path / "ferries.jsonl")] == [2]
    assert [line["id"] for line in lines(tmp_path / "late.jsonl")] == [3]


def test_more_hits_than_are_looked_up_together(
    collection: Collection, capture: Callable[..., Capture], tmp_path: Path
) -> None:
    with collection.index() as index, collection.writer(software="newsarchive/0.1") as warc:
        for number in range(1003):
            index.add(warc.append(capture()), Article(headline=f"Ferry {number % 7}"))
    for name, selection in (("all", Selection()), ("ferry", Selection("ferry"))):
        export(collection, tmp_path / f"{name}.jsonl", selection)
        found = lines(tmp_path / f"{name}.jsonl")
        assert [line["id"] for line in found] == list(range(1, 1004))


def test_a_stream(kept: Collection, tmp_path: Path) -> None:
    for form in ("jsonl", "csv"):
        out = io.BytesIO()
        export(kept, tmp_path / f"all.{form}")
        assert stream(kept, out, Selection(), form).articles == 3  # type: ignore[arg-type]
        assert out.getvalue() == (tmp_path / f"all.{form}").read_bytes()
    with pytest.raises(ExportError, match="parquet can't go to standard output"):
        stream(kept, io.BytesIO(), Selection(), "parquet")


@pytest.mark.parametrize(("form", "name"), [*NAMES.items(), ("text", "folder")])
def test_nothing_is_overwritten_without_being_told(
    kept: Collection, tmp_path: Path, form: Format, name: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    files = export(kept, tmp_path / name, format=form).files
    for file in files:
        with pytest.raises(ExportError, match="is there already"):
            export(kept, tmp_path / name, format=form)
        if file.is_file():
            file.unlink()
    assert export(kept, tmp_path / name, Selection("quay"), format=form, overwrite=True).articles == 1
    again = export(kept, tmp_path / name, Selection("quay"), format=form, overwrite=True)
    assert again.files == files
    if name == "folder":
        assert [path.name for path in (tmp_path / "folder" / "texts").iterdir()] == ["0000002.txt"]


def test_a_folder_with_other_things_is_never_replaced(kept: Collection, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.odt").write_text("three years of work")
    for form, overwrite in (("text", True), ("text", False), ("csv", True)):
        with pytest.raises(ExportError, match=r"home is a folder"):
            export(kept, home, format=form, overwrite=overwrite)  # type: ignore[arg-type]
    assert (home / "thesis.odt").read_text() == "three years of work"


@pytest.mark.parametrize(("form", "name"), [*NAMES.items(), ("text", "folder")])
def test_interrupted_it_leaves_what_was_there(
    kept: Collection, tmp_path: Path, form: Format, name: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    export(kept, tmp_path / name, Selection("quay"), format=form)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def interrupt(count: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(kept, tmp_path / name, format=form, overwrite=True, progress=interrupt)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """As on a full disk: what is written beyond it fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("form", "name"), [*NAMES.items(), ("text", "folder")])
def test_a_disk_that_takes_no_more(kept: Collection, tmp_path: Path, form: Format, name: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    with files_no_larger_than(100), pytest.raises(ExportError, match=rf"{name} can't be written: "):
        export(kept, tmp_path / name, format=form)
    assert list(tmp_path.iterdir()) == [kept.path]


def test_what_cannot_be_exported_is_told(kept: Collection, collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no article for query zeppelin, site news\.example"):
        export(kept, tmp_path / "x.csv", Selection("zeppelin", Only(site="news.example")))
    with pytest.raises(ExportError, match=r"stories\.xlsx does not tell a format"):
        format_of(tmp_path / "stories.xlsx")
    with pytest.raises(ExportError, match="mkdir -p"):
        export(kept, tmp_path / "not" / "there.csv")
    with pytest.raises(ExportError, match=r"has to end in \.wacz"):
        export(kept, tmp_path / "x.zip", format="wacz")
    empty = Collection.create(tmp_path / "empty", collection.description)
    with pytest.raises(CollectionError, match="no index yet"):
        export(empty, tmp_path / "x.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"harbour", "empty"}


def test_the_command_and_the_room_know_the_same_formats() -> None:
    from newsarchive.cli import export as command

    assert command.FORMATS == FORMATS == get_args(Format)


def test_memory_does_not_grow_with_the_number(article: Callable[..., Article]) -> None:
    evidence = dict.fromkeys(EVIDENCE, "") | {"id": 1, "capture_date": "2026-03-07T09:30:15+00:00"}
    one = Found(article(), evidence)

    def peak(number: int) -> int:
        tracemalloc.start()
        with open("/dev/null", "wb") as nowhere:
            write_jsonl(nowhere, repeat(one, number))
            write_csv(nowhere, repeat(one, number))
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(500) < 1.5 * peak(50)
