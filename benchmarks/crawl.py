"""What keeping and reading costs: the same addresses by bare Scrapy and by newsarchive, in turn, in one run.

    python benchmarks/crawl.py addresses.txt
    http_proxy=http://127.0.0.1:8899 python benchmarks/crawl.py addresses.txt --rounds 5

addresses.txt holds an address a line, answered by a server on your own machine (or a proxy there that plays
pages): the benchmark asks as fast as it can. Bare Scrapy fetches with its own settings and throws away;
newsarchive writes the WARC, reads every page, fills the index. Both without robots.txt and delay.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = """
from scrapy import Request, Spider


class Bare(Spider):
    name = "bare"

    async def start(self):
        for address in open(self.list):
            if address.strip():
                yield Request(address.strip())

    def parse(self, response):
        pass
"""
FAST = ["ROBOTSTXT_OBEY=False", "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "RETRY_TIMES=0"]


@dataclass(frozen=True)
class Run:
    """One crawl: seconds of CPU of all its processes, of the clock, and the peak memory of one in bytes."""

    cpu: float
    clock: float
    memory: int


def run(command: list[str | Path], folder: Path) -> Run:
    began = time.monotonic()
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{(folder / 'log.txt').read_text()[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss * 1024)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def bare(addresses: Path, folder: Path, options: list[str]) -> Run:
    (folder / "bare.py").write_text(BARE)
    scrapy = [sys.executable, "-m", "scrapy", "runspider", "bare.py", "-a", f"list={addresses}"]
    return run([*scrapy, *options, "-s", "LOG_LEVEL=INFO"], folder)


def newsarchive(addresses: Path, folder: Path, options: list[str]) -> Run:
    command = Path(sys.executable).with_name("newsarchive")
    subprocess.run([command, "init", folder / "kept"], check=True, stdout=subprocess.DEVNULL)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsarchive.settings\n")
    scrapy = [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"list={addresses}"]
    return run([*scrapy, "-s", "COLLECTION=kept", *options], folder)


CRAWLS = {"bare Scrapy": bare, "newsarchive": newsarchive}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("addresses", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=32, help="requests at a time, to one host too")
    args = parser.parse_args()
    count = sum(1 for line in args.addresses.read_text().splitlines() if line.strip())
    jobs = [f"CONCURRENT_REQUESTS={args.jobs}", f"CONCURRENT_REQUESTS_PER_DOMAIN={args.jobs}"]
    options = [word for setting in (*FAST, *jobs) for word in ("-s", setting)]
    runs: dict[str, list[Run]] = {name: [] for name in CRAWLS}
    for _ in range(args.rounds):
        for name, crawl in CRAWLS.items():
            folder = Path(tempfile.mkdtemp(prefix="crawl-"))
            try:
                runs[name].append(crawl(args.addresses.resolve(), folder, options))
            finally:
                shutil.rmtree(folder)
    print(f"{count} addresses, median of {args.rounds} rounds\n")
    print("| crawl | CPU ms an address | × bare | addresses/s | peak memory MB |\n|---|---|---|---|---|")
    floor = statistics.median(run.cpu for run in runs["bare Scrapy"])
    for name, done in runs.items():
        cpu, clock = (statistics.median(getattr(run, what) for run in done) for what in ("cpu", "clock"))
        memory = max(run.memory for run in done) / 1e6
        print(
            f"| {name} | {cpu / count * 1000:.1f} | {cpu / floor:.2f} | {count / clock:.0f} | {memory:.0f} |"
        )


if __name__ == "__main__":
    main()
