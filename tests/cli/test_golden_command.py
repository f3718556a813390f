"""``newsarchive golden``: a page and what it is read as, in the form of the golden tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from archive.collection import Collection
from tests.test_golden import differences

Run = Callable[..., Result]
PAGE = "<title>Ferry late</title><h1>Ferry late</h1><p>The ferry is late again, by an hour and a half.</p>"


def record(folder: Path) -> dict[str, object]:
    plain: dict[str, object] = json.loads((folder / "article.json").read_text(encoding="utf-8"))
    return plain


def test_a_capture_with_its_day_and_headers(run: Run, collection: Path, tmp_path: Path) -> None:
    done = run("golden", 2, "-c", collection, "--into", tmp_path / "pages")
    assert done.exit_code == 0, done.output
    folder = tmp_path / "pages" / "tidewatch.example" / "2"
    assert (folder / "page.html").read_bytes() == Collection(collection).capture(2).content()
    saved = record(folder)
    assert saved["_address"] == "http://tidewatch.example/2"
    assert saved["_headers"] == {"Content-Type": "text/html"}
    assert str(saved["_captured"]).startswith("2026-03-04T12:00:01")
    assert saved["headline"] == "Ferry to run at night"
    read = Collection(collection).article(2).to_dict()
    assert list(differences(saved, read)) == []
    assert "Ferry to run at night" in done.stdout
    assert "pytest tests/test_golden.py -k 2" in done.stdout


def test_never_over_another_unless_told(run: Run, tmp_path: Path) -> None:
    page, url = tmp_path / "page.html", "https://www.tidewatch.example/town/Ferry_late.html?page=2"
    page.write_text(PAGE)
    command = ("golden", page, "--url", url, "--into", tmp_path)
    assert run(*command).exit_code == 0
    folder = tmp_path / "tidewatch.example" / "ferry-late-page-2"
    (folder / "article.json").write_text("{}")
    done = run(*command)
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert "--overwrite" in done.stderr
    assert record(folder) == {}
    assert run(*command, "--overwrite").exit_code == 0
    assert record(folder)["headline"] == "Ferry late"


def test_names_from_any_address(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    for url, name in (
        ("https://news.example/", "front-page"),
        ("https://news.example/новини/паром-запізнюється/", "паром-запізнюється"),
        ("https://news.example/../../..%2F..%2Fetc", "etc"),
        ("https://news.example/" + "a-" * 200, ("a-" * 30).rstrip("-")),
    ):
        assert run("golden", page, "--url", url, "--into", tmp_path).exit_code == 0, url
        assert (tmp_path / "news.example" / name / "article.json").exists(), url


def test_what_can_not_be_saved(run: Run, collection: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    nameless = run("golden", page, "--into", tmp_path)
    assert nameless.exit_code == 1
    assert "give the page's address with --url" in nameless.stderr
    no_id = run("golden", page, "-c", collection, "--into", tmp_path)
    assert no_id.exit_code == 2
    assert "is no ID" in no_id.stderr
    occupied = run("golden", page, "--url", "https://news.example/a", "--into", page / "below")
    assert occupied.exit_code == 1
    assert "can't be written" in occupied.stderr
