"""The comparison of readers, on a small folder of our own; the peers stay out, they need an environment."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = "tests/pages/oatfieldtimes.example/great-cookie-vote/page.html"
sys.path.insert(0, str(ROOT / "benchmarks"))

import bootstrap  # noqa: E402
import scoring  # noqa: E402


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    page = (ROOT / PAGE).read_bytes()
    from newsarchive.extract import extract

    article = extract(page, "https://news.example/").to_dict()
    gold = {"title": article["headline"], "texts": [article["text"] + "\u2028"], "authors": ["Nobody Else"]}
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1.html.gz").write_bytes(gzip.compress(page))
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "1", "url": "https://news.example/", **gold}, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    return tmp_path


def test_what_we_read_is_compared_with_gold(corpus: Path, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "benchmarks/compare.py", corpus, "--only", "newsarchive"]
    out, page = tmp_path / "figures.json", tmp_path / "peers.md"
    command += ["--json", out, "--markdown", page]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = json.loads(out.read_text())[corpus.name]["newsarchive"]
    assert printed.strip() in page.read_text(encoding="utf-8")
    assert (figures["body"], figures["title"], figures["authors"]) == (1.0, 1.0, 0.0)
    assert figures["errors"] == 0
    assert "| newsarchive 0" in printed


def test_crawls_are_measured_with_their_readers(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes((ROOT / PAGE).read_bytes())
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        addresses = tmp_path / "addresses.txt"
        addresses.write_text(f"http://127.0.0.1:{server.server_port}/page.html\n")
        command = [sys.executable, ROOT / "benchmarks/crawl.py", addresses, "--rounds", "1", "--parts"]
        printed = subprocess.run(
            [*command, "--only", "newsarchive"], capture_output=True, text=True, check=True
        ).stdout
        server.shutdown()
    cells = {
        row.split(" | ")[0].strip("| "): row.split(" | ")[1:] for row in printed.splitlines() if "|" in row
    }
    assert float(cells["newsarchive"][0]) > float(cells["bare Scrapy"][0])
    assert float(cells["reading, in processes of its own"][0].strip("| ")) > 100, (
        "milliseconds: it was started"
    )
    assert {"index", "Scrapy", "start"} <= cells.keys()


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [
        ("2026-05-01T23:30:00+02:00", "2026-05-01", 1),
        ("2026-05-01T23:30:00+00:00", "2026-05-02T01:30:00+02:00", 1),
        ("2026-05-01T23:30:00", "2026-05-02T01:30:00+02:00", 0),
        (None, "2026-05-02", 0),
    ],
)
def test_days_are_compared_in_the_zone_of_gold(found: str | None, gold: str, expected: int) -> None:
    assert scoring.date(found, gold) == expected


def test_snippets_are_pooled_where_gold_has_no_text() -> None:
    gold = {"with": ["eels", "weir"], "without": ["cookies"]}
    assert scoring.body_share({"text": "Eels, cookies"}, gold) == (2.0, 4.0)
    assert scoring.body_share({"text": "a"}, gold | {"texts": ["a"]}) == (1.0, 1.0)
    assert scoring.body_share({"text": "a"}, {"title": "T"}) is None


def test_a_difference_and_how_sure_it_is() -> None:
    ours = {str(n): (0.9, 1.0) for n in range(50)}
    theirs = {str(n): (0.9 - (n % 2) / 10, 1.0) for n in range(50)}
    found = bootstrap.difference(ours, theirs)
    assert found.value == pytest.approx(0.05)
    assert 0.03 < found.low < found.value < found.high < 0.07
    assert found == bootstrap.difference(ours, theirs), "the same pages give the same interval"
    assert str(bootstrap.difference(ours, ours)) == "+0.000 [+0.000, +0.000]"


def test_words_of_a_script_without_blanks_are_its_characters() -> None:
    assert scoring.body("朝鮮半島", ["朝鮮半"]) == pytest.approx(6 / 7)


def test_what_a_reader_does_not_give_is_not_held_against_it() -> None:
    gold = {"texts": ["a"], "title": "T", "date": "2026-05-02"}
    assert scoring.score({"text": "a"}, gold, ("text",)) == {"body": 1.0}
    assert scoring.score({}, gold, ("text", "title")) == {"body": 0.0, "title": 0.0}
