"""Bad input: one clear line with the value and the remedy, and a non-zero exit. Never a traceback."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from archive.collection import Collection
from newsarchive.rebuild import catch_up
from newsarchive.sites import Sites

Run = Callable[..., Result]


def refusal(result: Result, code: int = 1) -> str:
    """The one line on standard error."""
    assert result.exit_code == code, result.output
    assert not isinstance(result.exception, AssertionError)
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1 or code == 2, result.stderr
    assert lines[-1].startswith("Error: ")
    return lines[-1]


@pytest.mark.parametrize("command", [["search", "x"], ["show", "1"], ["stats"], ["rebuild"]])
def test_no_collection(run: Run, tmp_path: Path, command: list[str]) -> None:
    line = refusal(run(*command, "-c", tmp_path / "nowhere"))
    assert "nowhere is no collection" in line
    assert "newsarchive init" in line


@pytest.mark.parametrize("command", [["search", "x"], ["show", "1"], ["stats"]])
def test_no_index_yet(run: Run, tmp_path: Path, command: list[str]) -> None:
    run("init", tmp_path / "new")
    line = refusal(run(*command, "-c", tmp_path / "new"))
    assert "no index yet" in line
    assert "newsarchive rebuild" in line


def test_a_file_is_no_collection(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "file is no collection" in refusal(run("stats", "-c", tmp_path / "file"))


def test_init_where_a_collection_is(run: Run, collection: Path) -> None:
    assert "is a collection already" in refusal(run("init", collection))


@pytest.mark.parametrize("seed", ["news", "ftp://news.example/", "http://", "http://a b/", "http://[::1/"])
def test_a_seed_that_is_no_address(run: Run, tmp_path: Path, seed: str) -> None:
    line = refusal(run("init", tmp_path / "new", "--seed", seed))
    assert repr(seed) in line
    assert "https://news.example/" in line
    assert not (tmp_path / "new").exists()


def test_broken_description(run: Run, collection: Path) -> None:
    (collection / "collection.toml").write_text("title = [")
    assert "collection.toml can't be read" in refusal(run("stats", "-c", collection))


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "( -)", "AND OR NOT"])
def test_a_query_without_words(run: Run, collection: Path, query: str) -> None:
    assert "has no word to look for" in refusal(run("search", query, "-c", collection))


@pytest.mark.parametrize(
    "query", ['"crane', 'crane"', "crane AND", "(crane", "crane NEAR(", "crane)", "text:crane*^"]
)
def test_operators_and_quotes_gone_wrong_are_read_as_words(run: Run, collection: Path, query: str) -> None:
    result = run("search", query, "-c", collection)
    assert result.exit_code == 0, result.output


def test_an_id_that_is_not_there(run: Run, collection: Path) -> None:
    assert "no article 99" in refusal(run("show", 99, "-c", collection))
    assert "no capture 99" in refusal(run("show", 99, "-c", collection, "--wire"))


def test_ids_and_names_that_can_not_be(run: Run, collection: Path, tmp_path: Path) -> None:
    for command in (["show"], ["show", "--wire"], ["golden", "--into", tmp_path]):
        assert "10000000000000000000" in refusal(run(*command, 10**19, "-c", collection), 2)
    assert "the name is empty" in refusal(run("init", ""), 2)
    assert "the name is empty" in refusal(run("stats", "-c", ""), 2)
    assert "'' can't be read" in refusal(run("extract", ""))


def test_extract_what_can_not_be_read(run: Run, tmp_path: Path) -> None:
    broken, empty = tmp_path / "broken.html.gz", tmp_path / "empty.html"
    broken.write_bytes(gzip.compress(b"<p>" * 999)[:-9])
    empty.write_bytes(b" \n")
    assert "nowhere.html can't be read: No such file" in refusal(run("extract", tmp_path / "nowhere.html"))
    assert "can't be read" in refusal(run("extract", broken))
    assert "can't be read" in refusal(run("extract", tmp_path))
    assert "is empty" in refusal(run("extract", empty))
    assert "is neither a file nor" in refusal(run("extract", "ftp://news.example/story"))


@pytest.mark.parametrize("data", [b"%PDF-1.7 <x>", b"\x89PNG <", b"RIFF....WEBP<", b'{"a": 1}', b"words"])
def test_extract_what_is_no_page(run: Run, data: bytes) -> None:
    assert "Standard input is no web page" in refusal(run("extract", "-", stdin=data))


def test_extract_bytes_that_mean_nothing(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    """They are read for what they are worth, and nobody is told of each byte."""
    noise = bytes(range(256)) * 40
    done = run("extract", "-", stdin=noise)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert not caplog.records


@pytest.mark.parametrize("url", ["http://[::1", "https://[", "http://a]b/"])
def test_an_address_that_is_none(run: Run, url: str) -> None:
    assert f"{url} can't be fetched: " in refusal(run("extract", url))
    done = run("extract", "-", "--url", url, stdin=b"<p>A page from nowhere.</p>")
    assert done.exit_code == 0, done.output


def test_show_what_is_no_article(run: Run, collection: Path) -> None:
    line = refusal(run("show", 4, "-c", collection))
    assert "Capture 4 is no article (404 X, http://tidewatch.example/gone)" in line
    assert "--html or --wire" in line
    assert "Not found" in run("show", 4, "-c", collection, "--html").stdout


def test_extract_from_a_host_that_does_not_answer(run: Run, unused_port: int) -> None:
    line = refusal(run("extract", f"http://127.0.0.1:{unused_port}/story"))
    assert line.endswith("/story can't be fetched: Connection refused.")


def test_a_collection_that_another_process_writes(run: Run, collection: Path) -> None:
    code = (
        "import sys; from archive.collection import Collection\n"
        "with Collection(sys.argv[1]).lock('crawl'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(collection)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        line = refusal(run("rebuild", "-c", collection))
        assert f"`newsarchive crawl` (process {other.pid}" in line
        assert run("search", "crane", "-c", collection).exit_code == 0, "readers need no lock"
        other.communicate(b"")
    assert run("rebuild", "-c", collection).exit_code == 0


def test_a_warc_that_is_gone(run: Run, collection: Path, caplog: pytest.LogCaptureFixture) -> None:
    (warc,) = Collection(collection).warcs()
    away = warc.rename(collection / "away")
    for command in (["show", "1"], ["show", "1", "--wire"]):
        line = refusal(run(*command, "-c", collection))
        assert f"{warc} can't be read: No such file" in line
        assert "put the file back" in line
    catch_up(Collection(collection), Sites())
    assert f"{warc} is gone, and the index has captures from it" in caplog.text
    warc.write_bytes(away.read_bytes()[:3000])
    catch_up(Collection(collection), Sites())
    assert f"{warc} is cut short, to 3,000 bytes" in caplog.text
    caplog.clear()
    assert run("rebuild", "-c", collection).exit_code == 0
    assert f"{warc} is cut short, to 3,000 bytes: the old index had captures from it" in caplog.text


def test_a_warc_that_is_a_link_to_nowhere(run: Run, collection: Path) -> None:
    (collection / "archive/far.warc.gz").symlink_to("/mnt/not-there.warc.gz")
    for command in ("stats", "rebuild"):
        assert "far.warc.gz is a link to /mnt/not-there.warc.gz" in refusal(run(command, "-c", collection))


def test_a_folder_named_like_a_warc(run: Run, collection: Path) -> None:
    (collection / "archive/folder.warc.gz").mkdir()
    for command in ("stats", "rebuild"):
        assert run(command, "-c", collection).exit_code == 0


def test_an_index_that_is_no_database(run: Run, collection: Path) -> None:
    database = Collection(collection).database
    database.write_bytes(b"not a database" * 100)
    line = refusal(run("search", "crane", "-c", collection))
    assert "newsarchive rebuild" in line
    assert run("rebuild", "-c", collection).exit_code == 0
    assert run("search", "crane", "-c", collection).exit_code == 0
