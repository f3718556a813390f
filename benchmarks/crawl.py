"""What keeping and reading costs: the same addresses by bare Scrapy, by newsarchive, and by a spider that
reads with trafilatura in its own process; in turn, in one run.

    python benchmarks/crawl.py addresses.txt --rounds 5 --parts
    http_proxy=http://127.0.0.1:8899 python benchmarks/crawl.py addresses.txt

addresses.txt holds an address a line, answered by a server on your own machine (or a proxy there that plays
pages): the benchmark asks as fast as it can. Bare Scrapy fetches with its own settings and throws away; the
spider with trafilatura throws away what it read; newsarchive writes the WARC, reads every page, fills the
index. None asks for robots.txt or waits. CPU time is that of all processes of a crawl. trafilatura comes from
.venv-peers (see README.md), everything else of its crawl is ours.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import compare

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SPIDER = """
import sys

from scrapy import Request, Spider


class Bare(Spider):
    name = "bare"

    def __init__(self, list, peers="", **arguments):
        super().__init__(**arguments)
        self.list = list
        if peers:
            sys.path.append(peers)
            from trafilatura import bare_extraction

            self.parse = lambda response: bare_extraction(response.body, url=response.url) and None

    async def start(self):
        for address in open(self.list):
            if address.strip():
                yield Request(address.strip(), callback=self.parse)

    def parse(self, response):
        pass
"""
FAST = ["ROBOTSTXT_OBEY=False", "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "RETRY_TIMES=0"]
SCRAPY = [sys.executable, "-m", "scrapy"]


@dataclass(frozen=True)
class Run:
    """One crawl: seconds of CPU of all its processes, of the clock, and the peak memory of the largest of
    them in bytes."""

    cpu: float
    clock: float
    memory: int


def run(command: list[str | Path], folder: Path) -> Run:
    began = time.monotonic()
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=_environment())
        # Of the process and of those that it has waited for.
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{(folder / 'log.txt').read_text()[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss * 1024)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def bare(addresses: Path, folder: Path, options: list[str], *more: str) -> Run:
    (folder / "bare.py").write_text(SPIDER)
    words = ["runspider", "bare.py", "-a", f"list={addresses}", *more, "-s", "LOG_LEVEL=INFO"]
    return run([*SCRAPY, *words, *options], folder)


def trafilatura(addresses: Path, folder: Path, options: list[str]) -> Run:
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    command = [compare.interpreter("trafilatura"), "-c", find]
    peers = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return bare(addresses, folder, options, "-a", f"peers={peers}")


def newsarchive(addresses: Path, folder: Path, options: list[str], scrapy: list[str] = SCRAPY) -> Run:
    init = "from newsarchive.cli import main; main()"
    command = [sys.executable, "-c", init, "init", folder / "kept"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment())
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsarchive.settings\n")
    return run(
        [*scrapy, "crawl", "site", "-a", f"list={addresses}", "-s", "COLLECTION=kept", *options], folder
    )


CRAWLS: dict[str, Callable[[Path, Path, list[str]], Run]] = {
    "bare Scrapy": bare,
    "newsarchive": newsarchive,
    "Scrapy + trafilatura": trafilatura,
}


def parts(addresses: Path, folder: Path, options: list[str]) -> dict[str, float]:
    """Seconds of CPU by part of one crawl of newsarchive, the longest first. Looking costs some, too."""
    out = folder / "parts.json"
    newsarchive(addresses, folder, options, [sys.executable, str(HERE / "parts.py"), str(out)])
    seconds: dict[str, float] = json.loads(out.read_text())["seconds"]
    return dict(sorted(seconds.items(), key=lambda item: -item[1]))


def in_folder(crawl: Callable[[Path], object]) -> object:
    folder = Path(tempfile.mkdtemp(prefix="crawl-"))
    try:
        return crawl(folder)
    finally:
        shutil.rmtree(folder)


def table(runs: dict[str, list[Run]], count: int) -> None:
    print("| crawl | CPU ms an address | × bare | addresses/s | peak memory of a process, MB |")
    print("|---|---|---|---|---|")
    floor = statistics.median(run.cpu for run in runs["bare Scrapy"])
    for name, done in runs.items():
        cpu, clock = (statistics.median(getattr(run, what) for run in done) for what in ("cpu", "clock"))
        memory = max(run.memory for run in done) / 1e6
        print(
            f"| {name} | {cpu / count * 1000:.1f} | {cpu / floor:.2f} | {count / clock:.0f} | {memory:.0f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("addresses", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=32, help="requests at a time, to one host too")
    parser.add_argument("--only", default=",".join(CRAWLS), help="crawls, parted by commas (%(default)s)")
    parser.add_argument("--parts", action="store_true", help="also where newsarchive's CPU time goes")
    parser.add_argument(
        "-s", action="append", default=[], metavar="NAME=VALUE", help="settings of all crawls"
    )
    args = parser.parse_args()
    addresses = args.addresses.resolve()
    count = sum(1 for line in addresses.read_text().splitlines() if line.strip())
    jobs = [f"CONCURRENT_REQUESTS={args.jobs}", f"CONCURRENT_REQUESTS_PER_DOMAIN={args.jobs}"]
    options = [word for setting in (*FAST, *jobs, *args.s) for word in ("-s", setting)]
    chosen = ["bare Scrapy", *(name for name in args.only.split(",") if name != "bare Scrapy")]
    runs: dict[str, list[Run]] = {name: [] for name in chosen}
    for _ in range(args.rounds):
        for name, done in runs.items():
            done.append(in_folder(lambda folder, crawl=CRAWLS[name]: crawl(addresses, folder, options)))
    print(f"{count} addresses, median of {args.rounds} rounds\n")
    table(runs, count)
    if args.parts:
        seconds = in_folder(lambda folder: parts(addresses, folder, options))
        print("\n| part | CPU ms an address |\n|---|---|")
        for name, spent in seconds.items():
            print(f"| {name} | {spent / count * 1000:.2f} |")


if __name__ == "__main__":
    main()
