"""Other people's programs and our collections: pywb replays them and indexes them to the same lines, warcio
finds every digest sound, and what wget captured becomes articles."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.capture import Capture
from archive.collection import Collection, Description
from newsarchive.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.peer
BIN = Path(sys.executable).parent
LOCAL = {**os.environ, "no_proxy": "127.0.0.1"}


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=LOCAL, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def lantern(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The fictional newspaper, crawled; below ``collections/``, where pywb looks."""
    folder = tmp_path_factory.mktemp("replay") / "collections" / "lantern"
    collection = Collection.create(folder, Description(title="The Lantern"))
    with DemoServer() as server:
        run(BIN / "newsarchive", "crawl", f"{server.url}/", "-c", folder, "--delay", "0")
    return collection


@contextmanager
def wayback(commands: Path, folder: Path) -> Iterator[str]:
    """pywb's server on the folder that holds ``collections``; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "wayback.log").open("wb")
    server = subprocess.Popen(
        [commands / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=log, stderr=log
    )
    try:
        for _ in range(300):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "wayback.log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def test_pywb_replays_every_page(lantern: Collection, pywb: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    lines = lantern.cdxj.read_text(encoding="utf-8").splitlines()
    captures = {
        (capture.place.file, str(capture.place.offset)): capture
        for capture in lantern.walk()
        if isinstance(capture, Capture) and capture.place is not None
    }
    pages = 0
    with wayback(pywb, lantern.path.parent.parent) as replay:
        for line in lines:
            _, stamp, fields = line.split(" ", 2)
            found = json.loads(fields)
            if found.get("status") != "200":
                continue
            with direct.open(f"{replay}/lantern/{stamp}id_/{found['url']}", timeout=30) as answer:
                body = answer.read()
            assert body == captures[found["filename"], found["offset"]].content()
            pages += 1
    assert pages >= 30


def test_pywb_indexes_to_the_same_lines(lantern: Collection, pywb: Path) -> None:
    printed = run(pywb / "cdx-indexer", "-s", "-j", *lantern.warcs())
    theirs = [
        line for line in printed.splitlines() if not line.startswith("urn:")
    ]  # a run's report is no page
    assert lantern.cdxj.read_text(encoding="utf-8").splitlines() == theirs


def test_warcio_finds_every_record_sound(lantern: Collection) -> None:
    assert run(BIN / "warcio", "check", "-v", *lantern.warcs()).count("digest pass") >= 60


def test_what_wget_captured_becomes_articles(wget: Path, lantern: Collection, tmp_path: Path) -> None:
    foreign = Collection.create(tmp_path / "foreign", Description(title="By wget"))
    with DemoServer() as server:
        pieces = [server.url + piece.path for piece in server.site.pieces]
        (tmp_path / "addresses.txt").write_text("\n".join(pieces) + "\n")
        listed = ("-i", "addresses.txt", "--warc-file", "wget", "-P", "pages")
        run(wget, "-q", "--no-proxy", *listed, cwd=tmp_path)
    shutil.move(tmp_path / "wget.warc.gz", foreign.archive)
    run(BIN / "newsarchive", "rebuild", "-c", foreign.path)

    def headlines(collection: Collection) -> set[str]:
        with collection.index(read_only=True) as index:
            return {row[0] for row in index.db.execute("SELECT headline FROM articles")}

    assert headlines(foreign) == headlines(lantern)
    assert len(headlines(foreign)) == len(pieces)
