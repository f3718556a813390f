"""Processes that read pages: what they give is what ``read`` gives, and a page that brings one down costs
itself alone."""

from __future__ import annotations

import gzip
import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.article import Article
from archive.capture import Capture, Facts, Place
from archive.collection import Collection
from newsarchive.extract.site import Site
from newsarchive.reader import Bounds, ReaderError
from newsarchive.reading import read, unread
from newsarchive.rebuild import rebuild
from newsarchive.sites import Sites
from newsarchive.workers import Limits, Readers

DAY = datetime(2026, 3, 4, 8, tzinfo=UTC)
ENDLESS = "//*[count(//*[count(//*[count(//*)>0])>0])>0]"
"""A selector whose work grows with the fourth power of the elements, all of it within libxml2."""
SITES = Sites({"slow.example": [Site(name="Slow", body=(ENDLESS,))]})
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="processes and their memory are looked at by /proc"
)


def capture(
    number: int, host: str = "calm.example", more: str = "", *fields: str, body: bytes = b""
) -> Capture:
    text = f"<p>Gate {number} of the lock will stay shut until the eels have passed, the warden said.</p>" * 3
    html = (
        body or f"<html><title>{number}</title><article><h1>Lock {number}</h1>{text}{more}</article>".encode()
    )
    head = "".join(f"{line}\r\n" for line in ("HTTP/1.1 200 OK", *(fields or ("Content-Type: text/html",))))
    return Capture(f"http://{host}/2026/03/04/lock-{number}", DAY, b"", f"{head}\r\n".encode() + html)


def stuck(number: int = 0) -> Capture:
    """A page whose reading would take days."""
    return capture(number, "slow.example", "<i>x</i>" * 3_000)


@pytest.fixture
def readers() -> Iterator[Any]:
    made: list[Readers] = []

    def make(processes: int = 1, sites: Sites = SITES, **bounds: Any) -> Readers:
        made.append(Readers(sites, Limits(processes, Bounds(**bounds))))
        return made[-1]

    yield make
    for each in made:
        each.close()


def process(readers: Readers) -> int:
    """The number of its only process, once that has begun to read."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(IndexError, AttributeError):
            return int(readers._readers[0]._process.pid)  # type: ignore[union-attr]
        time.sleep(0.01)
    raise AssertionError("no process was started")


def gone(pid: int) -> bool:
    """Within a minute."""
    for _ in range(600):
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.1)
                continue
        return True
    return False


@pytest.mark.parametrize("processes", [0, 1, 3])
def test_what_they_give_is_what_read_gives_in_order(readers: Any, processes: int) -> None:
    pages = [capture(n, more="<p>Once more, with eels.</p>" * (500 * (n % 5 == 0))) for n in range(20)]
    pages.insert(3, capture(3, "calm.example", "", "Content-Type: image/png", body=b"\x89PNG"))
    facts = Facts("urn:x", {}, DAY, Place("a", 1, 2))
    given = list(readers(processes).in_order([*pages[:7], facts, *pages[7:]]))
    assert [found for found, _ in given] == [*pages[:7], facts, *pages[7:]]
    expected: list[Article | None] = [read(page, SITES) for page in pages]
    assert [article for _, article in given] == [*expected[:7], None, *expected[7:]]
    digests = [Capture(page.url, DAY, b"", page.response).content_digest for page in pages]
    assert [page.content_digest for page in pages] == digests


def test_a_page_that_takes_too_long_costs_itself(readers: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Though all the while no line of Python runs."""
    pages = [capture(1), stuck(), capture(2)]
    given = [article for _, article in readers(seconds=5.0).in_order(pages)]
    assert given == [read(pages[0], SITES), unread(), read(pages[2], SITES)]
    (warning,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert "http://slow.example/2026/03/04/lock-0" in warning
    assert "took more than 5 s" in warning
    assert "in read_body" in warning, "where it was stuck"


@linux
def test_a_page_that_wants_too_much_memory_costs_itself(
    collection: Collection, caplog: pytest.LogCaptureFixture
) -> None:
    """The index says so."""
    big = gzip.compress(b"<html><title>Big</title><p>" + b"eels and weirs " * 3_000_000)
    fields = ("Content-Type: text/html", "Content-Encoding: gzip")
    writer = collection.writer(software="test/1")
    for page in (capture(1), capture(2, "calm.example", "", *fields, body=big), capture(3)):
        writer.append(page)
    writer.close()
    report = rebuild(collection, SITES, limits=Limits(2, Bounds(memory=180_000_000)))
    assert report.pages == {"article": 2, "unread": 1}
    with collection.index(read_only=True) as index:
        kinds = [kind for (kind,) in index.db.execute("SELECT page_kind FROM captures ORDER BY id")]
        assert kinds == ["article", "unread", "article"]
        assert [index.article(id) and id for id in (1, 2, 3)] == [1, None, 3]
    assert "http://calm.example/2026/03/04/lock-2" in caplog.text


def test_one_that_is_killed_is_replaced_and_its_page_read(
    readers: Any, caplog: pytest.LogCaptureFixture
) -> None:
    some = readers()
    assert some.read(capture(1)).result(60) == read(capture(1), SITES)
    os.kill(process(some), signal.SIGTERM)
    assert some.read(capture(2)).result(60) == read(capture(2), SITES)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_what_a_reader_logs_is_in_our_log(readers: Any, caplog: pytest.LogCaptureFixture) -> None:
    broken = capture(1, "calm.example", "", "Content-Type: text/html", "Content-Encoding: rot13")
    assert readers().read(broken).result(60) is None
    assert [(r.name, r.levelname) for r in caplog.records] == [("newsarchive.reading", "WARNING")]
    assert "No page in the capture of http://calm.example/2026/03/04/lock-1" in caplog.text


def test_no_more_of_them_than_there_is_work_for(readers: Any) -> None:
    some = readers(5)
    for number in range(4):
        some.read(capture(number)).result(60)
    assert len(some._readers) == 1


def test_closing_waits_for_no_page(readers: Any) -> None:
    some = readers()
    pages: list[Future[Any]] = [some.read(stuck()), some.read(capture(1))]
    pid = process(some)
    some.close()
    for page in [*pages, some.read(capture(2))]:
        with pytest.raises(ReaderError, match="ended before"):
            page.result(60)
    assert sys.platform != "linux" or gone(pid)


@linux
def test_one_that_cannot_be_started_is_told_in_a_sentence(readers: Any) -> None:
    with pytest.raises(ReaderError, match=r"^No process that reads pages can be started: (?s:.*)Error"):
        readers(memory=1_000_000).read(capture(1)).result(60)


STARTS = """
import sys, time
from newsarchive.workers import Limits, Readers
from newsarchive.reader import Bounds
from tests.crawl.test_readers import SITES, capture, process, stuck
readers = Readers(SITES, Limits(1, Bounds(seconds=10)))
readers.read(capture(1)).result()
page = readers.read(stuck()) if sys.argv[1] == "busy" else None
print(process(readers), flush=True)
time.sleep(60)
"""


@linux
@pytest.mark.parametrize(
    ("what", "how"),
    [("busy", signal.SIGKILL), *(("idle", how) for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT))],
)
def test_they_outlive_nobody_who_started_them(what: str, how: signal.Signals) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", STARTS, what]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(how)
        assert parent.wait(60) != 0
    assert gone(pid)


def story(kit: Any, number: int) -> Any:
    return kit.Reply(
        (capture(number, more="<p>Once more, with eels.</p>" * (2_000 * (number == 0))).response,), close=True
    )


@linux
def test_a_crawl_whose_readers_are_killed_misses_nothing(
    scrapy: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    """And its index, filled by several processes, is the one that a rebuild in a single process makes."""

    def deadly(line: str, _: int) -> Any:
        for stat in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = stat.read_bytes()
                if b"newsarchive.reader" in words and str(tmp_path).encode() in _environment(stat.parent):
                    os.kill(int(stat.parent.name), signal.SIGKILL)
        return story(kit, 9)

    paths = [f"/{number}" for number in range(24)]
    server.routes.update({path: story(kit, number) for number, path in enumerate(paths)})
    server.routes["/9"] = deadly
    words = ["crawl", "site", "-a", f"list={listed(tmp_path, server, paths)}", *AT_ONCE]
    done = scrapy(*words, "-s", f"COLLECTION={collection.path}", env={"MARK": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert Counter(server.paths()) == Counter(["/robots.txt", *paths])
    assert "'newsarchive/pages/article': 24" in done.stderr
    with collection.index(read_only=True) as index:
        crawled = list(index.rows())
    rebuild(collection, Sites(), limits=Limits(0))
    with collection.index(read_only=True) as index:
        assert list(index.rows()) == crawled


def test_where_none_can_be_started_the_crawl_ends_and_the_next_one_reads(
    scrapy: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    paths = [f"/{number}" for number in range(6)]
    server.routes.update({path: story(kit, number) for number, path in enumerate(paths)})
    words = ["crawl", "site", "-a", f"list={listed(tmp_path, server, paths)}", *AT_ONCE]
    words += ["-s", f"COLLECTION={collection.path}"]
    done = scrapy(*words, "-s", "READ_MEMORY=1000000")
    assert "The crawl ends: No process that reads pages can be started" in done.stderr
    assert "READERS=0" in done.stderr
    done = scrapy(*words)
    assert Counter(server.paths()) == Counter([*["/robots.txt"] * 2, *paths]), "nothing is fetched twice"
    with collection.index(read_only=True) as index:
        found = index.db.execute("SELECT count(*) FROM captures WHERE page_kind = 'article'")
        assert found.fetchone()[0] == len(paths)


AT_ONCE = ("-s", "READERS=3", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "DOWNLOAD_DELAY=0",
           "-s", "AUTOTHROTTLE_ENABLED=False")  # fmt: skip


def listed(folder: Path, server: Any, paths: list[str]) -> Path:
    file = folder / "urls.txt"
    file.write_text("".join(f"{server.url}{path}\n" for path in paths))
    return file


def _environment(folder: Path) -> bytes:
    return (folder / "environ").read_bytes()
