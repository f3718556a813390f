"""Crawls of real pages, killed at random moments and carried on: is anything lost, or fetched twice?

Pages of a folder (see README.md) are served on loopback, at as many hosts as are crawled at the same time,
behind a front page, with redirects, pages that are broken and pages that are gone between them. A crawl is
killed with SIGKILL a few times, a random moment after the start or after some request, then carried on to its
end. Compared with a crawl nobody killed: captures by address and digest, all rows of the index, what was
missed; the WARCs are checked by warcio; the server's log tells what was asked for twice.

With --full-disk the collection lies on a tmpfs (for which one has to be root) that is full before the crawl
has ended. Each time the command has to end with a sentence; then the disk gets a little larger, and it goes
on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sameness

from archive.capture import Capture
from archive.collection import Collection, Description
from newsarchive.backlog import Backlog, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-c", "from newsarchive.cli import main; main(prog_name='newsarchive')"]


class Site:
    """Pages by path, the same at every host; the log of what was asked for."""

    def __init__(self, pages: list[bytes], hosts: int) -> None:
        """:param pages: gzip-compressed"""
        self.pages = {f"/2026/11/{n % 28 + 1:02}/story-number-{n}": page for n, page in enumerate(pages)}
        self.log: list[str] = []
        handler = type("Handler", (_Handler,), {"site": self})
        self._servers = [ThreadingHTTPServer((f"127.0.0.{n + 1}", 0), handler) for n in range(hosts)]
        self.homes = ["http://{}:{}".format(*server.server_address[:2]) for server in self._servers]
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def front(self, home: int) -> str:
        """Each host links its share, and a few that lead elsewhere, to nothing, or to a broken page."""
        paths = list(self.pages)[home :: len(self.homes)]
        odd = [f"/2026/10/01/{kind}-story-of-{n}" for n in range(2) for kind in ("moved", "gone", "broken")]
        links = "".join(f'<a href="{path}">{path}</a>' for path in [*paths, *odd])
        return f"<!doctype html><title>Front page</title>{links}"

    def answer(self, path: str, home: int) -> tuple[int, bytes, str]:
        """Status, gzip-compressed body, and where it leads."""
        if path == "/":
            return 200, gzip.compress(self.front(home).encode(), mtime=0), ""
        if path in self.pages:
            return 200, self.pages[path], ""
        if "/moved-" in path:
            number = int(path.rpartition("-")[2])
            return 302, b"", f"{self.homes[home]}{list(self.pages)[number]}?from={number}"
        return (500 if "/broken-" in path else 404), gzip.compress(b"<p>Nothing here", mtime=0), ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def handle(self) -> None:
        with suppress(OSError):  # a crawl that is killed leaves its connections like this
            super().handle()

    def do_GET(self) -> None:
        host, port = self.server.server_address[:2]
        home = self.site.homes.index(f"http://{host}:{port}")
        self.site.log.append(f"http://{host}:{port}{self.path}")
        status, body, location = self.site.answer(self.path.partition("?")[0], home)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The site has its own."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The same for every crawl."""
        return "Sun, 22 Nov 2026 12:00:00 GMT"


@dataclass
class Tally:
    crawls: int = 0
    kills: int = 0
    fulls: int = 0
    pages: int = 0
    under_way: int = 0
    faults: list[str] = field(default_factory=list)


def crawled(site: Site, place: Path) -> tuple[Collection, list[str]]:
    """A new collection, and the command that crawls into it."""
    collection = Collection.create(place, Description(title="Kills"))
    homes = [f"{home}/" for home in site.homes]
    return collection, [*COMMAND, "crawl", *homes, "-c", str(place), "--depth", "1", "--delay", "0"]


def plain() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}


def kept(collection: Collection) -> Counter[str]:
    return Counter(item.url for item in collection.walk() if isinstance(item, Capture))


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=plain(), capture_output=True, text=True)


def under_way(collection: Path) -> bool:
    """Whether a crawl has not come to its end."""
    file = folder(collection, "default") / "frontier.db"
    if not file.exists():
        return True
    backlog = Backlog(file)
    try:
        return backlog.under_way() or not list((collection / "archive").iterdir())
    finally:
        backlog.close()


def killed(command: list[str], site: Site, moment: tuple[str, float]) -> int:
    """Run it and kill it so many requests, or seconds, after the start if it still runs; its exit code."""
    what, number = moment
    asked, began = len(site.log), time.monotonic()
    process = subprocess.Popen(command, env=plain(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        if (len(site.log) - asked if what == "requests" else time.monotonic() - began) >= number:
            time.sleep(random.random() * 0.05)
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.001)
    return process.wait()


def moments(rest: int, seconds: float) -> tuple[str, float]:
    """When to kill: mostly after some requests, sometimes while it starts or ends."""
    if random.random() < 0.7:
        return "requests", random.randint(1, max(rest, 1))
    return "seconds", random.uniform(0.2, seconds)


def one_killed(site: Site, place: Path, kills: int, whole: Collection, seconds: float, tally: Tally) -> None:
    """One crawl, killed so many times at most, then carried on."""
    collection, command = crawled(site, place)
    expected = sameness.captures(whole).total()
    ended = False
    while not ended:
        had, asked = kept(collection), len(site.log)
        rest = expected - had.total()
        if kills:
            code = killed(command, site, moments(rest, seconds))
            tally.kills += code == -signal.SIGKILL
        else:
            code = run(command).returncode
        if code not in (0, -signal.SIGKILL):
            tally.faults.append(f"{place.name}: ended with {code}")
        kills -= code == -signal.SIGKILL
        ended = not under_way(place)  # it may be killed behind its end
        pages = Counter(url for url in site.log[asked:] if not url.endswith("/robots.txt"))
        lost = (pages - (kept(collection) - had)).total()
        tally.under_way += lost
        if lost > len(site.homes):
            tally.faults.append(f"{place.name}: {lost} pages asked for in one run that were not kept")
    compare(collection, whole, tally)


def compare(collection: Collection, whole: Collection, tally: Tally) -> None:
    tally.crawls += 1
    tally.pages += sameness.captures(collection).total()
    for said in (
        *sameness.differences(sameness.captures(whole), sameness.captures(collection)),
        *sameness.differences(sameness.rows(whole), sameness.rows(collection)),
        *sameness.unsound(collection),
    ):
        tally.faults.append(f"{collection.path.name}: {said}")


@contextmanager
def disk(place: Path, size: int) -> Iterator[None]:
    """A small file system in memory."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def one_full(site: Site, place: Path, whole: Collection, step: int, tally: Tally) -> None:
    """One crawl onto a disk that is too small, by a step larger each time."""
    size = random.randrange(step, 3 * step)
    with disk(place, size):
        collection, command = crawled(site, place / "collection")
        while (done := run(command)).returncode:
            last = done.stderr.strip().splitlines()[-1:]
            if done.returncode != 1 or "Traceback" in done.stderr or not last[0].startswith("Error: "):
                tally.faults.append(
                    f"{place.name}: {size} bytes: ended with {done.returncode}: {done.stderr[-900:]}"
                )
            tally.fulls += 1
            size += step
            subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True)
        compare(collection, whole, tally)


def pages_of(corpus: Path, count: int) -> list[bytes]:
    """So many pages of the folder, by chance."""
    ids = [json.loads(line)["id"] for line in (corpus / "gold.jsonl").open(encoding="utf-8")]
    files = [file for id in ids if (file := corpus / "pages" / f"{id}.html.gz").exists()]
    return [file.read_bytes() for file in random.sample(files, min(count, len(files)))]


def arguments() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--crawls", type=int, default=40)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=40, help="a crawl")
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-disk", action="store_true")
    parser.add_argument("--step", type=int, default=400_000, help="bytes by which a full disk grows")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    random.seed(given.seed)
    tally, began = Tally(), time.monotonic()
    site = Site(pages_of(given.folder, given.pages), given.hosts)
    work = Path(tempfile.mkdtemp(prefix="newsarchive-kill-"))
    try:
        whole, command = crawled(site, work / "whole")
        started = time.monotonic()
        assert run(command).returncode == 0
        seconds = time.monotonic() - started
        while tally.crawls < given.crawls or (not given.full_disk and tally.kills < given.kills):
            place = work / f"{tally.crawls:03}"
            if given.full_disk:
                one_full(site, place, whole, given.step, tally)
            else:
                left = max(given.kills - tally.kills, 0)
                share = -(-left // max(given.crawls - tally.crawls, 1))
                one_killed(site, place, share, whole, seconds, tally)
            shutil.rmtree(place)
            print(
                f"{tally.crawls} crawls, {tally.kills} kills, {tally.fulls} full disks, "
                f"{len(tally.faults)} faults",
                file=sys.stderr,
                flush=True,
            )
    finally:
        site.close()
        shutil.rmtree(work)
    print(
        f"{tally.crawls} crawls of {given.pages} pages each, {tally.pages:,} captures; {tally.kills} kills, "
        f"{tally.fulls} times a full disk; {tally.under_way} pages under way were fetched again; "
        f"{len(tally.faults)} faults; {time.monotonic() - began:,.0f} s"
    )
    for fault in tally.faults:
        print(f"  {fault}")
    sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main()
