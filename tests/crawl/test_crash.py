"""Crawls killed with SIGKILL at chosen instants and carried on: nothing is lost, nothing kept is fetched
again.

A crawl is killed again and again until it comes to its end; then its collection is compared with that of a
crawl nobody killed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator

from archive.capture import Capture
from archive.collection import Collection, Description
from spiders.site import WELL_KNOWN

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import sameness  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

CRAWL = """
import json, sys
from pathlib import Path
from archive.errors import ArchiveError
from newsarchive.crawl import run
folder, arguments, settings = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
try:
    run(Path(folder), "default", arguments, settings)
except ArchiveError as error:
    sys.exit(f"Error: {error}")
"""
# Ends the process by SIGKILL at a call of the operating system or of SQLite: WHAT, the COUNT-th. Writes to
# LOG what is on the disk, the size of each WARC at its fsync, and what claims too early to be on the disk.
DIES = """
import json, os, signal, sqlite3
left, ours, unsafe, counted = int(os.environ["COUNT"]), set(), set(), os.environ["WHAT"]
log = open(os.environ["LOG"], "a")

def count(what):
    global left
    left -= what == counted
    if what == counted and left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

open_, write, fsync, connect = os.open, os.write, os.fsync, sqlite3.connect

def opened(path, *args, **options):
    fd = open_(path, *args, **options)
    if str(path).endswith(".warc.gz"):
        ours.add(fd)
    return fd

def written(fd, data):
    if fd not in ours:
        return write(fd, data)
    if counted == "half a write" and left == 1:
        write(fd, bytes(data)[: len(data) // 2])
    count("half a write")
    size = write(fd, data)
    unsafe.add(fd)
    count("write")
    return size

def synced(fd):
    count("sync")
    fsync(fd)
    unsafe.discard(fd)
    name = os.path.basename(os.readlink(f"/proc/self/fd/{fd}")) if os.path.exists("/proc/self/fd") else ""
    if name.endswith(".warc.gz"):
        print(json.dumps([name, os.fstat(fd).st_size]), file=log, flush=True)
    count("sync")

class Connection(sqlite3.Connection):
    def execute(self, *args):
        found = super().execute(*args)
        count("statement")
        return found

    def executemany(self, *args):
        if unsafe and ("DELETE FROM rows" in args[0] or "INTO captures" in args[0]):
            print(json.dumps(["too early", args[0]]), file=log, flush=True)
        found = super().executemany(*args)
        count("statement")
        return found

    def __exit__(self, *args):
        count("statement")
        super().__exit__(*args)
        count("statement")

os.open, os.write, os.fsync = opened, written, synced
sqlite3.connect = lambda *args, **options: connect(*args, **{"factory": Connection, **options})
"""
STORIES = [f"/2026/03/{n:02}/story-{n}-of-the-harbour" for n in range(1, 7)]
MOVED, HERE = "/2026/04/01/moved-story-away", "/2026/04/01/moved-story-here"
BUSY, GONE = "/2026/04/02/busy-story-today", "/2026/04/03/gone-story-of-old"


class Crawls:
    """A server with a front page, stories behind it, a redirect, a page that is always busy and one that is
    gone; and crawls of it."""

    def __init__(self, server: Any, kit: Any, folder: Path) -> None:
        self.server, self._folder = server, folder
        links = "".join(f'<a href="{path}">A story</a>' for path in [*STORIES, MOVED, BUSY, GONE])
        server.routes["/"] = kit.page(f"<html><title>Front</title>{links}</html>")
        for here, there in pairwise([*STORIES, HERE, STORIES[0]]):
            text = f"<p>The ferry of {here} will cross the bay at night from May, the board said.</p>" * 4
            server.routes[here] = kit.page(
                f"<html><title>{here}</title><article><h1>The story {here}</h1>{text}</article>"
                f'<a href="{there}">next</a></html>'
            )
        server.routes[MOVED] = kit.page("", f"Location: {HERE}", status="302 Found")
        server.routes[BUSY] = kit.page("Busy", status="503 Service Unavailable")

    def collection(self, name: str) -> Collection:
        return Collection.create(self._folder / name, Description(title="Tides"))

    def run(
        self, collection: Collection, what: str = "", number: int = 0, *, list: str = "", **settings: Any
    ) -> int:
        """A crawl until its end, or until it dies at a call; the exit code."""
        quick = {"DOWNLOAD_DELAY": 0, "BACKOFF_START": 0, "AUTOTHROTTLE_ENABLED": False}
        settings = {**quick, "ROBOTSTXT_OBEY": False, **settings}
        arguments = {"list": list} if list else {"seed": f"{self.server.url}/", "depth": "1"}
        words = [str(collection.path), json.dumps(arguments), json.dumps(settings)]
        env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        env |= {
            "WHAT": what,
            "COUNT": str(number),
            "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
            "LOG": str(self.log),
        }
        code = (DIES if what else "") + CRAWL
        command = [sys.executable, "-c", code, *words]
        with subprocess.Popen(
            command, cwd=self._folder, env=env, stderr=subprocess.PIPE, text=True
        ) as self.process:
            _, said = self.process.communicate(timeout=120)
        assert self.process.returncode in (0, -signal.SIGKILL), said
        return self.process.returncode

    def synced(self) -> dict[str, int]:
        """WARC to the size it has on the disk; nothing told too early that a capture is there."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        sizes = dict(json.loads(line) for line in lines)
        assert "too early" not in sizes
        return sizes

    @property
    def log(self) -> Path:
        return self._folder / "synced.jsonl"

    def asked(self) -> Counter[str]:
        return Counter(f"{self.server.url}{path}" for path in self.server.paths())

    def check(self, collection: Collection, whole: Collection) -> None:
        """Equal to the collection of a crawl that nobody killed, and sound for us and for others."""
        assert sameness.differences(sameness.captures(whole), sameness.captures(collection)) == []
        assert sameness.differences(sameness.rows(whole), sameness.rows(collection)) == []
        assert sameness.unsound(collection) == []
        for path in collection.warcs():
            with path.open("rb") as file:
                assert all(record.verify_block_digest() for record in ArchiveIterator(file, parse_http=False))


@pytest.fixture
def crawls(server: Any, kit: Any, tmp_path: Path) -> Crawls:
    return Crawls(server, kit, tmp_path)


@pytest.fixture
def whole(crawls: Crawls) -> Collection:
    """Of a crawl that nobody killed."""
    collection = crawls.collection("whole")
    assert crawls.run(collection) == 0
    kept = sameness.captures(collection)
    assert {url for url, status, *_ in kept if status == 200} == {
        f"{crawls.server.url}{path}" for path in ["/", *STORIES, HERE]
    }
    # A redirect, three tries, one that is gone; places where feeds and sitemaps mostly are.
    assert kept.total() == len(STORIES) + 2 + 1 + 3 + 1 + len(WELL_KNOWN)
    return collection


def kept(collection: Collection) -> Counter[str]:
    """Whole captures by address; half ones at the end of a WARC are none."""
    return Counter(item.url for item in collection.walk() if isinstance(item, Capture))


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        ("write", [3] * 9),
        ("half a write", [1, *[3] * 9]),
        ("statement", range(30, 400, 55)),
        ("sync", [2, 3, 5, 8, 11, 14]),
    ],
)
def test_killed_at_every_turn(crawls: Crawls, whole: Collection, what: str, numbers: Any) -> None:
    collection = crawls.collection("killed")
    kills = 0
    for number in numbers:
        asked, had = crawls.asked(), kept(collection)
        done = crawls.run(collection, what, number, SYNC=0 if what == "sync" else 5)
        # What was asked for and is not kept was under way: one page at a time of the one host.
        lost = (crawls.asked() - asked) - (kept(collection) - had)
        assert lost.total() <= 1, lost
        if done == 0:
            break
        kills += 1
    else:
        assert crawls.run(collection) == 0
    assert kills >= 4
    crawls.check(collection, whole)
    crawls.synced()


def test_killed_while_the_server_answers(crawls: Crawls, whole: Collection) -> None:
    """Each story once; then it is asked for a second time, and no third."""
    collection, killed = crawls.collection("killed"), []

    def deadly(story: Any) -> Any:
        def answer(line: str, _: int) -> Any:
            if line not in killed:
                killed.append(line)
                crawls.process.kill()
                return None
            return story

        return answer

    before = crawls.asked()
    for path in STORIES:
        crawls.server.routes[path] = deadly(crawls.server.routes[path])
    while crawls.run(collection):
        pass
    assert len(killed) == len(STORIES)
    asked = crawls.asked() - before
    assert [asked[f"{crawls.server.url}{path}"] for path in [*STORIES, MOVED, HERE, BUSY, GONE]] == [
        *[2] * len(STORIES), 1, 1, 3, 1,
    ]  # fmt: skip
    crawls.check(collection, whole)


@pytest.mark.skipif(sys.platform != "linux", reason="fsync calls are told apart by way of /proc")
@pytest.mark.parametrize("sync", [0, 5])
def test_a_power_cut(crawls: Crawls, whole: Collection, sync: int) -> None:
    """As far as a process can show it: the databases as they were, of the WARCs only what was synced."""
    collection = crawls.collection("cut")
    for number in (80, 130, 180, 230):
        if crawls.run(collection, "statement", number, SYNC=sync) == 0:
            break
        on_disk = crawls.synced()
        for path in collection.warcs():
            if path.name in on_disk:
                os.truncate(path, on_disk[path.name])
            else:
                path.unlink()
        if collection.database.exists() and collection.database.stat().st_size:
            with collection.index(read_only=True) as index:
                assert all(reached <= on_disk.get(file, 0) for file, reached in index.reached().items())
    else:
        assert crawls.run(collection) == 0
    crawls.check(collection, whole)


def test_seeds_half_given(crawls: Crawls, tmp_path: Path) -> None:
    collection, paths = crawls.collection("seeds"), [f"/page-{n}" for n in range(30)]
    for path in paths:
        crawls.server.routes[path] = crawls.server.routes[STORIES[0]]
    (tmp_path / "list.txt").write_text("\n".join(f"{crawls.server.url}{path}" for path in paths))
    for _ in range(3):
        assert crawls.run(collection, "statement", 75, list=str(tmp_path / "list.txt")) == -signal.SIGKILL
    assert len(kept(collection)) < 15
    assert crawls.run(collection, list=str(tmp_path / "list.txt")) == 0
    assert kept(collection) == Counter(f"{crawls.server.url}{path}" for path in paths)


def test_pages_played_again_are_none_of_this_run(crawls: Crawls) -> None:
    collection = crawls.collection("some")
    assert crawls.run(collection, "write", 4) == -signal.SIGKILL
    assert len(crawls.asked()) == 4
    assert crawls.run(collection, MAX_PAGES=2) == 0
    assert len(crawls.asked()) == 6


def test_reading_goes_on_while_a_tail_is_broken_and_changes_nothing(crawls: Crawls) -> None:
    collection = crawls.collection("read")
    assert crawls.run(collection, "write", 5) == -signal.SIGKILL
    assert crawls.run(collection, "half a write", 3) == -signal.SIGKILL
    before = {path: path.read_bytes() for path in collection.warcs()}
    walked = collection.walk()
    assert len([item for item in walked if isinstance(item, Capture)]) == 5 + 2
    assert "half a record" in str(*walked.damage)
    with collection.index(read_only=True) as index:
        ids = [id for (id,) in index.db.execute("SELECT id FROM captures")]
    assert [collection.capture(id).id for id in ids] == ids
    assert collection.search("ferry").total >= 0
    assert {path: path.read_bytes() for path in collection.warcs()} == before
