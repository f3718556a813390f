"""``newsarchive browse`` as a process: what it serves while others write, and what it refuses."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

import pytest

from archive.collection import Collection

open_ = build_opener(ProxyHandler({})).open

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from archive.article import Article, Block
from archive.capture import Capture
from archive.collection import Collection

collection, batches = Collection(Path(sys.argv[1])), int(sys.argv[2])
with collection.lock("test"), collection.index() as index, collection.writer(software="x/1") as writer:
    for batch in range(batches):
        for number in range(20):
            url = f"https://tide.example/{batch}/{number}"
            body = (Block(type="paragraph", text=f"Seaweed report {batch} {number}."),)
            capture = Capture(
                url=url,
                date=datetime(2026, 3, 10, tzinfo=UTC) + timedelta(seconds=batch * 20 + number),
                request=b"GET / HTTP/1.1\\r\\n\\r\\n",
                response=b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n",
            )
            index.add(writer.append(capture), Article(url=url, headline=f"Tide {batch}-{number}", body=body))
        index.flush()
        print(batch, flush=True)
        sys.stdin.readline()
"""
"""Adds a batch each time it is told to."""


def ask(address: str) -> str:
    with open_(address, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def total(address: str, query: str) -> int:
    found: int = json.loads(ask(f"{address}news/-/search.json?q={quote(query)}"))["total"]
    return found


def test_it_serves_the_collection(kept, start):
    address = start(kept)
    assert "Ferries &amp; bridges" in ask(address)
    assert total(address, "ferry") == 3


def test_nobody_can_write_through_it(kept, start):
    address = start(kept)
    before = (kept / "news.db").read_bytes()
    with pytest.raises(HTTPError):
        ask(f"{address}news.json?sql={quote('delete from articles')}")
    assert (kept / "news.db").read_bytes() == before


def test_its_connections_cannot_write(datasette):
    with (
        closing(datasette.get_database("news").connect()) as db,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        db.execute("DELETE FROM articles")


def test_datasettes_own_pages_fetch_nothing_from_elsewhere_either(kept, start):
    with open_(start(kept) + "news/articles", timeout=30) as answer:
        policy = answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
    sources = {source for rule in policy.split("; ") for source in rule.split()[1:]}
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "data:"}


def test_what_a_crawl_writes_appears_at_once(collection_of, start, article):
    """Search and tables, while another process writes: none fails, none sees half a batch."""
    path = collection_of(article())
    address = start(path)
    assert total(address, "seaweed") == 0
    command = [sys.executable, "-c", WRITER, str(path), "6"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        for batch in range(6):
            assert int(writer.stdout.readline()) == batch
            assert total(address, "seaweed") == (batch + 1) * 20
            assert f"Tide {batch}-19" in ask(f"{address}news/articles?_sort_desc=id")
            assert f'"captures": {batch * 20 + 21}' in ask(f"{address}news/-/collection.json")
            print(file=writer.stdin, flush=True)
            assert total(address, "seaweed") % 20 == 0  # while it writes on
    assert writer.returncode == 0
    assert total(address, "seaweed") == 120
    assert "Seaweed report 5 19." in ask(f"{address}news/-/article/121")


def test_what_a_rebuild_puts_in_its_place_is_shown(collection_of, start, article):
    path = collection_of(article("Old headline"))
    address = start(path)
    assert "Old headline" in ask(address + "news/-/article/1")
    collection = Collection(path)
    with collection.lock("test"), collection.new_index() as index:
        for capture in collection.walk():
            index.add(capture, article("New headline"))
    assert "New headline" in ask(address + "news/-/article/1")
    assert total(address, "old") == 0
    assert total(address, "new") == 1


def test_plain_datasette_shows_the_same_pages(kept):
    """Where newsarchive is installed, its plugin is at work."""
    command = [
        sys.executable,
        "-m",
        "datasette",
        str(kept / "news.db"),
        "--get",
        "/news/-/search.json?q=ferry",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["total"] == 3


def test_an_address_that_is_not_there_prints_no_traceback(kept):
    code = "from newsarchive.cli import main; main()"
    command = [sys.executable, "-c", code, "browse", "-c", str(kept), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with pytest.raises(HTTPError, match="404"):
            ask(f"{address}nowhere/at/all")
        server.terminate()
        assert "Traceback" not in server.stdout.read()


def test_ctrl_c_ends_it(kept):
    code = "from newsarchive.cli import main; main()"
    command = [sys.executable, "-c", code, "browse", "-c", str(kept), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        ask(address)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that ended with 1."""
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Error: ")
    return lines[0]


def test_a_folder_that_is_no_collection(browse, tmp_path):
    assert "newsarchive init" in refused(browse("-c", str(tmp_path)))
    assert "is no collection" in refused(browse("-c", str(tmp_path / "nowhere")))


def test_a_collection_without_an_index(browse, tmp_path):
    from archive.collection import Description

    Collection.create(tmp_path / "empty", Description(title="Empty"))
    assert "has no index yet" in refused(browse("-c", str(tmp_path / "empty")))


def test_a_port_that_is_taken(browse, kept):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refused(browse("-c", str(kept), "--port", str(port)))
    assert f"port {port}" in line
    assert "--port" in line


def test_a_host_that_is_not_ours(browse, kept):
    assert "Cannot listen on 192.0.2.1" in refused(browse("-c", str(kept), "--host", "192.0.2.1"))


def test_without_datasette(browse, kept, tmp_path):
    package = tmp_path / "datasette"
    package.mkdir()
    (package / "__init__.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'datasette'\", name='datasette')", "utf-8"
    )
    line = refused(browse("-c", str(kept), PYTHONPATH=str(tmp_path)))
    assert "pip install 'newsarchive[browse]'" in line


def test_help_needs_no_datasette(browse, tmp_path):
    done = browse("--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert "newsarchive.cli.options" in done.stderr
    assert "datasette.app" not in done.stderr


def test_it_writes_nothing_into_the_folder(kept, start):
    before = sorted(path.name for path in Path(kept).iterdir())
    address = start(kept)
    ask(address)
    total(address, "ferry")
    assert sorted(path.name for path in Path(kept).iterdir()) == before
