"""``newsarchive export``: what it writes where, and what it says."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from archive.article import Article, Block
from archive.capture import Capture
from archive.collection import Collection

Run = Callable[..., Result]
COMMAND = [sys.executable, "-c", "from newsarchive.cli import main; main()"]


def test_the_ending_tells_the_format(run: Run, collection: Path, tmp_path: Path) -> None:
    for ending in ("jsonl", "csv", "txt", "wacz"):
        result = run("export", "-c", collection, "-o", tmp_path / f"all.{ending}")
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        assert result.output.startswith("3 articles")
        assert f"in {tmp_path / 'all'}.{ending}" in result.output
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 3
    assert (
        "beside it all.metadata.csv, all.txt.datapackage.json"
        in run("export", "-c", collection, "-o", tmp_path / "all.txt", "--overwrite").output
    )


def test_a_folder_of_texts(run: Run, collection: Path, tmp_path: Path) -> None:
    result = run("export", "night", "ferry", "-c", collection, "--format", "text", "-o", tmp_path / "ferry")
    assert result.output == f"1 article in {tmp_path / 'ferry'}\n"
    (text,) = (tmp_path / "ferry" / "texts").iterdir()
    assert text.read_text().startswith("Ferry to run at night\n\n")


def test_standard_output_holds_nothing_but_the_data(run: Run, collection: Path) -> None:
    lines = run("export", "-c", collection, "-o", "-").stdout.splitlines()
    table = run("export", "-c", collection, "--format", "csv", "-o", "-").stdout
    assert [json.loads(line)["id"] for line in lines] == [1, 2, 3]
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["crane"], [1, 2, 3]),
        (["--site", "www.TideWatch.example"], [1, 2, 3]),
        (["--lang", "en", "--since", "2026-03-02"], [2, 3]),
        (["--since", "2026-03-02", "--until", "2026-03-02"], [2]),
        (["strike", "--until", "2026-03-03"], [3]),
    ],
)
def test_only_what_was_asked_for(run: Run, collection: Path, options: list[str], ids: list[int]) -> None:
    lines = run("export", *options, "-c", collection, "-o", "-").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["-o", "stories"], 1, "stories does not tell a format: it ends in none of .jsonl, .csv,"),
        (["-o", "-", "--format", "wacz"], 1, "wacz can't go to standard output"),
        (["-o", "x.csv", "--format", "xlsx"], 2, "'xlsx' is not one of 'jsonl', 'csv'"),
        (["-o", "x.csv", "--since", "March"], 2, "'March' is no day. Write it as 2026-03-07."),
        (["-o", "no/where.csv"], 1, "There is no folder no for where.csv. Make it: mkdir -p no"),
        (["-o", "x.csv", "zeppelin"], 1, "no article for query zeppelin: nothing was written"),
        (["-o", "x.csv", ""], 1, "has no word to look for"),
        ([], 2, "Missing option '-o' / '--output'"),
    ],
)
def test_bad_input(
    run: Run, collection: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(collection.parent)
    result = run("export", "-c", collection, *options)
    assert result.exit_code == code, result.output
    assert words in result.stderr.splitlines()[-1]
    assert list(collection.parent.iterdir()) == [collection]


def test_what_is_there_stays(run: Run, collection: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("mine")
    result = run("export", "-c", collection, "-o", tmp_path / "notes.csv")
    assert (result.exit_code, (tmp_path / "notes.csv").read_text()) == (1, "mine")
    assert "notes.csv is there already. Choose another name, or say --overwrite." in result.stderr
    assert run("export", "-c", collection, "-o", tmp_path / "notes.csv", "--overwrite").exit_code == 0


def test_no_collection_and_no_index(run: Run, tmp_path: Path) -> None:
    result = run("export", "-c", tmp_path / "nowhere", "-o", tmp_path / "x.csv")
    assert (result.exit_code, "nowhere is no collection" in result.stderr) == (1, True)
    run("init", tmp_path / "new")
    result = run("export", "-c", tmp_path / "new", "-o", tmp_path / "x.csv")
    assert (result.exit_code, "no index yet" in result.stderr) == (1, True)


@pytest.fixture
def long(collection: Path) -> Path:
    """With an article that fills more than a pipe holds, and words that a spreadsheet would run."""
    kept = Collection(collection)
    capture = Capture("http://tidewatch.example/4", datetime.now(UTC), b"", b"HTTP/1.1 200 OK\r\n\r\n<p>x")
    text = Block(type="paragraph", text="ferry " * 200_000)
    with kept.index() as index, kept.writer(software="newsarchive/test") as warc:
        index.add(warc.append(capture), Article(headline="=1+1", body=(text,)))
    return collection


def test_formulas_are_warned_of(run: Run, long: Path, tmp_path: Path) -> None:
    result = run("export", "-c", long, "-o", tmp_path / "all.csv")
    assert result.exit_code == 0
    assert "begin with =, +, - or @, as on the page: 1. Import" in result.stderr


def test_interrupted_it_says_so(long: Path) -> None:
    command = [*COMMAND, "export", "-c", str(long), "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, b"Interrupted.\n")


def test_a_reader_that_has_enough(long: Path) -> None:
    """As in ``| head``: no complaint."""
    command = [*COMMAND, "export", "-c", str(long), "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
