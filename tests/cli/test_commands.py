"""What each command prints of a real collection."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from archive.collection import Collection

Run = Callable[..., Result]
PAGES = Path(__file__).parent.parent / "pages"
SEED = PAGES / "verdensposten.example" / "north-korea-denounces-talks" / "page.html"


def test_init_writes_what_it_was_told(run: Run, tmp_path: Path) -> None:
    result = run(
        "init", tmp_path / "new", "--title", 'Kyiv "papers"', "--operator", "Jane Doe", "--contact",
        "jane@example.org", "--seed", "https://news.example/",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "newsarchive crawl -c" in result.output
    plain = tomllib.loads((tmp_path / "new" / "collection.toml").read_text("utf-8"))
    assert (plain["title"], plain["operator"], plain["robots"]) == ('Kyiv "papers"', "Jane Doe", "obey")
    assert plain["profiles"]["default"]["seeds"] == ["https://news.example/"]


def test_init_without_a_contact_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path / "new")
    assert result.exit_code == 0
    assert "no contact" in result.output
    assert Collection(tmp_path / "new").description.title == "new"


def test_extract_prints_the_record_of_a_file_and_of_standard_input(run: Run) -> None:
    from_file = run("extract", SEED, "--url", "https://verdensposten.example/a", "--indent", "0")
    from_pipe = run("extract", "-", "--url", "https://verdensposten.example/a", stdin=SEED.read_bytes())
    assert from_file.exit_code == from_pipe.exit_code == 0
    assert from_file.output.count("\n") == 1
    record = json.loads(from_file.output)
    assert record == json.loads(from_pipe.output)
    assert record["headline"] == "North Korea denounces South Korea-US talks, vows more offensive actions"
    assert (record["language"], record["interface_language"]) == ("en", "da")


def test_search_ranks_and_tells_ids(run: Run, collection: Path) -> None:
    result = run("search", "crane", "-c", collection)
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert first == "3 articles for crane"
    headlines = [line for line in rest if "rane" in line and line[:8].strip().isdigit()]
    assert len(headlines) == 2, "the third has the word in its caption only"


def test_search_takes_words_with_and_without_the_shells_quotes(run: Run, collection: Path) -> None:
    assert run("search", "harbour", "crane", "-c", collection).output == (
        run("search", "harbour crane", "-c", collection).output
    )
    assert run("search", "-c", collection, "--", "-ferry crane").output.startswith(
        "2 articles for -ferry crane"
    )
    for words in (
        ["-ferry crane"],
        ["crane", "-ferry"],
        ["-ferry", "crane", "-n1"],
        ["-ferry", "crane", "--limit=3"],
    ):
        assert run("search", *words, "-c", collection).output.startswith("2 articles for "), words


def test_search_beyond_the_last_hit(run: Run, collection: Path) -> None:
    result = run("search", "crane", "-c", collection, "--offset", 5)
    assert result.output == "3 articles for crane; none after the first 3\n"


def test_hints_can_be_pasted_where_a_folder_has_blanks(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "мій збірник"
    told = f"newsarchive init '{folder}'"
    assert told in run("stats", "-c", folder).stderr
    assert f"-c '{folder}'" in run("init", folder).output


def test_search_finds_a_caption_and_prints_json(run: Run, collection: Path) -> None:
    result = run("search", '"old crane" dusk ferry', "-c", collection, "--json")
    found = json.loads(result.output)
    assert (found["total"], [hit["id"] for hit in found["hits"]]) == (1, [2])
    assert found["hits"][0]["headline"] == "Ferry to run at night"


def test_search_pages_through_hits(run: Run, collection: Path) -> None:
    pages = [run("search", "council", "-c", collection, "-n", 2, "--offset", n).output for n in (0, 2)]
    assert pages[0].startswith("3 articles for council, 1 to 2:")
    assert pages[1].startswith("3 articles for council, 3 to 3:")


def test_show_prints_the_article_and_where_its_evidence_lies(run: Run, collection: Path) -> None:
    result = run("show", 2, "-c", collection)
    place = Collection(collection).capture(2).place
    assert place is not None
    assert "Ferry to run at night" in result.output
    assert "Mara Quill" in result.output
    assert f"{place.file} at byte {place.offset}, {place.length} bytes" in result.output


def test_show_gives_the_bytes_of_the_capture(run: Run, collection: Path) -> None:
    wire, html = (run("show", 1, "-c", collection, form).output for form in ("--wire", "--html"))
    assert wire.startswith("GET http://tidewatch.example/1 HTTP/1.1")
    assert "HTTP/1.1 200 X\nContent-Type: text/html" in wire.replace("\r\n", "\n")
    assert wire.endswith(html)
    assert html.startswith("<!doctype html>")


def test_stats_counts(run: Run, collection: Path) -> None:
    counts = json.loads(run("stats", "-c", collection, "--json").output)
    assert (counts["captures"], counts["articles"], counts["warc_files"]) == (4, 3, 1)
    assert counts["statuses"] == {"200": 3, "404": 1}
    assert counts["languages"] == {"en": 3}
    assert "3 articles" in run("stats", "-c", collection).output


def test_rebuild_gives_the_same_rows(run: Run, collection: Path) -> None:
    kept = Collection(collection)
    with kept.index(read_only=True) as index:
        before = list(index.rows())
    kept.database.unlink()
    result = run("rebuild", "-c", collection)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("4 captures read (3 article)")
    with kept.index(read_only=True) as index:
        assert list(index.rows()) == before
    keys = [line.partition(" ")[0] for line in kept.cdxj.read_text().splitlines()]
    assert keys == sorted(keys)
    assert len(keys) == 4
