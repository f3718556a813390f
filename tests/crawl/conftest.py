"""Servers of odd pages, crawls in processes of their own, and what lies in the collection afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.collection import Collection, Description
from tests.crawl.odd_server import Reply, Server, page

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from newsarchive.cli import main; main(prog_name='newsarchive')"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    description = Description(title="Tides", operator="Mara Quill", contact="desk@example.org")
    return Collection.create(tmp_path / "tides", description)


@pytest.fixture
def kit() -> Iterator[SimpleNamespace]:
    """What tests make servers and replies with, and read WARCs by."""
    made: list[Server] = []

    def serve(**options: Any) -> Server:
        made.append(Server(**options))
        return made[-1]

    yield SimpleNamespace(
        Reply=Reply, Server=serve, page=page, pairs=pairs, records=records, differences=differences
    )
    for server in made:
        server.close()


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """This one without its proxies, and without the settings that Scrapy noted there."""
    plain = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    plain.pop("SCRAPY_SETTINGS_MODULE", None)
    return {**plain, "PYTHONWARNINGS": "error::ResourceWarning", **more}


@pytest.fixture
def newsarchive(tmp_path: Path) -> Run:
    """The command, in a process of its own and outside the checkout."""

    def run(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, words)],
            cwd=tmp_path, env=environment(**(env or {})), capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    return run


@pytest.fixture
def scrapy(tmp_path: Path) -> Run:
    """Scrapy's command with our settings, in the checkout."""

    def run(
        *words: object, cwd: Path = ROOT, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *map(str, words)],
            cwd=cwd, env=environment(**(env or {})), capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    return run


def records(collection: Collection, kind: str) -> list[tuple[str, bytes, dict[str, str]]]:
    """Address, block and header fields of all records of a kind, as warcio reads them."""
    found = []
    for path in sorted(collection.archive.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                if record.rec_type == kind:
                    fields = dict(record.rec_headers.headers)
                    found.append((fields["WARC-Target-URI"], record.raw_stream.read(), fields))
    return found


def pairs(collection: Collection) -> list[tuple[bytes, bytes]]:
    """Request and response of each exchange; nothing where no response came."""
    responses = {fields["WARC-Record-ID"]: block for _, block, fields in records(collection, "response")}
    return [
        (block, responses.pop(fields.get("WARC-Concurrent-To", ""), b""))
        for _, block, fields in records(collection, "request")
    ]


def differences(collection: Collection, log: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Exchanges that only one of the archive and the server's log has. A request that got no answer and that
    the server never read is none: it was written to a kept connection just as the server closed it."""
    kept, served = Counter(pairs(collection)), Counter(log)
    return [*(served - kept), *(exchange for exchange in kept - served if exchange[1])]
