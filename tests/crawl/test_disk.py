"""A disk that does not take it, at each of the places where a crawl writes: the crawl ends with one sentence
and exit code 1; with room it goes on."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.capture import Capture
from archive.collection import Collection

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from newsarchive.cli import main; main(prog_name='newsarchive')"
QUICK = ("--delay", "0")


def story(kit: Any, size: int = 0) -> Any:
    text = "<p>The ferry will cross the bay at night from May, the harbour board said on Tuesday.</p>" * 3
    return kit.page(
        f"<html><article><h1>A story</h1>{text}</article><!-- {os.urandom(size).hex()} --></html>"
    )


def sentence(done: Any) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    last: str = done.stderr.splitlines()[-1]
    assert last.startswith("Error: "), done.stderr
    return last


@pytest.mark.parametrize(
    ("blocked", "said"),
    [
        ("archive", "archive/newsarchive-"),
        ("indexes", "indexes"),
        ("indexes/index.cdxj.new", "Is a directory"),
        ("news.db", "news.db can't be opened: unable to open database file"),
        ("crawls", "crawls"),
        ("crawls/default/frontier.db", "frontier.db can't be written: unable to open database file"),
        ("crawls/default/crawl.log", "crawl.log can't be written: Is a directory"),
        ("crawls/default/missed.txt", "missed.txt can't be written: Is a directory"),
        ("collection.lock", "collection.lock can't be written: Is a directory"),
    ],
)
def test_what_stands_in_the_way_is_named(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, blocked: str, said: str
) -> None:
    """A file where a folder should be, or a folder where a file should: even root is stopped by that."""
    server.routes["/"] = story(kit)
    path = collection.path / blocked
    if path.is_dir():
        path.rmdir()
        path.touch()
    elif blocked == "crawls":
        path.touch()
    else:
        path.mkdir(parents=True)
    words = ("crawl", f"{server.url}/", "-c", collection.path, *QUICK)
    assert said in sentence(newsarchive(*words))
    path.rmdir() if path.is_dir() else path.unlink()
    (collection.path / "archive").mkdir(exist_ok=True)
    done = newsarchive(*words)
    assert done.returncode == 0, done.stderr
    walked = collection.walk()
    kept = Counter(item.url for item in walked if isinstance(item, Capture))
    assert kept[f"{server.url}/"] == (2 if "missed.txt" in blocked else 1)  # all was there but that file
    assert walked.damage == []


def limited(limit: int) -> Any:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_frontier_that_is_full(server: Any, kit: Any, collection: Collection, tmp_path: Path) -> None:
    """No file may grow beyond a limit: a long list fills the frontier first."""
    server.routes.update({f"/{n}": story(kit) for n in range(2000)})
    file = tmp_path / "list.txt"
    file.write_text("\n".join(f"{server.url}/{n}" for n in range(2000)))
    command = [sys.executable, "-c", MAIN, "crawl", "--list", file, "-c", collection.path, "--max-pages", "3"]
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    run = [*map(str, command), *QUICK]
    done = subprocess.run(run, env=env, capture_output=True, text=True, preexec_fn=limited(250_000))
    assert "frontier.db can't be written: disk I/O error. All captures so far are kept" in sentence(done)
    before = len(server.paths())
    done = subprocess.run(run, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "addresses wait" in done.stdout
    assert len([path for path in server.paths()[before:] if path != "/robots.txt"]) == 3


def small_files(limit: int, *words: Any) -> Any:
    """The command, with no file allowed to grow beyond so many bytes."""
    command = [sys.executable, "-c", MAIN, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, preexec_fn=limited(limit))


def test_an_index_made_anew_that_is_full(
    newsarchive: Any, server: Any, kit: Any, collection: Collection
) -> None:
    server.routes["/"] = story(kit)
    assert newsarchive("crawl", f"{server.url}/", "-c", collection.path, *QUICK).returncode == 0
    size = collection.database.stat().st_size
    for limit in (4096, size - 1):
        assert "can't be" in sentence(small_files(limit, "rebuild", "-c", collection.path))
        assert collection.search("ferry").total == 1
        assert not list(collection.path.glob("news.db.new*"))


def test_a_collection_begun_on_a_full_disk_can_be_made_later(tmp_path: Path) -> None:
    words = ("init", tmp_path / "tides", "--title", "Tides", "--contact", "desk@example.org")
    assert "File too large" in sentence(small_files(100, *words))
    assert small_files(100_000, *words).returncode == 0


@pytest.mark.peer
def test_a_disk_that_is_full_again_and_again(tmp_path: Path) -> None:
    """The benchmark's, on a file system of a few hundred kilobytes."""
    place = tmp_path / "try"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100000", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a tmpfs takes root")
    subprocess.run(["umount", str(place)], check=True)
    pages = tmp_path / "pages"
    pages.mkdir()
    with (tmp_path / "gold.jsonl").open("w") as gold:
        for n, path in enumerate(sorted((ROOT / "tests/pages").glob("*/*/page.html"))[:6]):
            (pages / f"{n}.html.gz").write_bytes(gzip.compress(path.read_bytes()))
            gold.write(f'{{"id": "{n}"}}\n')
    command = [sys.executable, ROOT / "benchmarks/kill.py", tmp_path, "--full-disk", "--step", "100000"]
    done = subprocess.run([*command, "--crawls", "1", "--hosts", "1"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 times a full disk" not in done.stdout
