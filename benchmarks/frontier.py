"""A million addresses in the frontier: what they cost in memory and time, and what a kill costs.

    python benchmarks/frontier.py
    python benchmarks/frontier.py --addresses 100000 --hosts 50 --folder /tmp/made

Addresses go in and come out as in a crawl, by the scheduler's own methods, without network and pages: so the
figures are the frontier's alone. Each step is a process of its own: fill (memory at a tenth and at the end),
know again, hand out until SIGKILL, go on, stop.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Request, Spider

from newsarchive.frontier import Frontier
from newsarchive.recorder import SYNC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.backlog import Miss

BATCH = 100
"""Links of a page."""


class News(Spider):
    name = "news"


def memory() -> float:
    """Of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


class Slow(Frontier):
    """As beside a recorder: rows end when :meth:`safe` is called, not one by one."""

    def _finish(self, row: int, miss: Miss | None) -> None:
        self._ended[row] = miss


class Run:
    """A frontier put onto the disk as often as in a crawl."""

    def __init__(self, folder: Path) -> None:
        began = time.monotonic()
        self.frontier = Slow(folder / "frontier.db", per_host=1)
        self.frontier.open(News())
        self.started = time.monotonic() - began
        self._synced = began
        self._ended = self.settled = 0

    def end(self, request: Request) -> None:
        self.frontier.done(request)
        self._ended += 1
        if time.monotonic() - self._synced > SYNC:
            self.frontier.safe()
            self._synced, self.settled = time.monotonic(), self._ended

    def stop(self) -> float:
        began = time.monotonic()
        self.frontier.close("shutdown")
        return time.monotonic() - began


def requests(number: int, hosts: int) -> Iterator[Request]:
    """As a spider gives them: addresses of the length that those of newspapers have."""
    for n in range(number):
        home = f"www.newspaper-{n % hosts}.example"
        url = f"https://{home}/2026/{n % 12 + 1:02}/{n % 28 + 1:02}/an-old-ferry-crosses-the-bay-at-night-{n}"
        yield Request(url, priority=n % 3, meta={"depth": 1, "via": f"https://{home}/", "home": home})


def fill(folder: Path, number: int, hosts: int) -> dict[str, float]:
    run = Run(folder)
    told = {"empty_mb": memory()}
    began, cpu = time.monotonic(), time.process_time()
    for n, request in enumerate(requests(number, hosts), 1):
        run.frontier.enqueue_request(request)
        if n % BATCH == 0 and (handed := run.frontier.next_request()) is not None:
            run.end(handed)
        if n == number // 10:
            told["tenth_mb"] = memory()
    told["full_mb"] = memory()
    told["enqueue_us"] = (time.process_time() - cpu) / number * 1e6
    told["enqueue_clock_us"] = (time.monotonic() - began) / number * 1e6
    return {**told, "stop_s": run.stop()}


def seen(folder: Path, number: int, hosts: int) -> dict[str, float]:
    """Every address once more, as every page of a site links to the same ones."""
    run, some = Run(folder), min(number, 100_000)
    cpu = time.process_time()
    new = sum(run.frontier.enqueue_request(request) for request in requests(some, hosts))
    cost = (time.process_time() - cpu) / some * 1e6
    told = {"start_s": run.started, "seen_us": cost, "wrongly_new": new, "again_mb": memory()}
    run.stop()
    return told


def take(folder: Path, number: int, kill: bool) -> dict[str, float]:
    run = Run(folder)
    waiting = len(run.frontier)
    cpu, taken = time.process_time(), 0
    while taken < number and (request := run.frontier.next_request()) is not None:
        taken += 1
        if kill and taken == number:
            print(json.dumps({"waiting": waiting, "taken": taken, "settled": run.settled}), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        run.end(request)
    cost = (time.process_time() - cpu) / max(taken, 1) * 1e6
    told = {"start_s": run.started, "waiting": waiting, "next_us": cost, "take_mb": memory()}
    return {**told, "stop_s": run.stop()}


def step(name: str, folder: Path, number: int, hosts: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", name, "--folder", str(folder)]
    command += ["--addresses", str(number), "--hosts", str(hosts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, -signal.SIGKILL):
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout))


def report(folder: Path, number: int, hosts: int) -> None:
    filled = step("fill", folder, number, hosts)
    size = (folder / "frontier.db").stat().st_size
    known = step("seen", folder, number, hosts)
    some = min(number // 10, 20_000)
    killed = step("kill", folder, some, hosts)
    after = step("take", folder, some, hosts)
    # What was not on the disk as done is handed out again; a crawl plays it from the WARCs.
    expected = killed["waiting"] - killed["settled"]
    lines = [
        f"{number:,} addresses of {hosts:,} hosts: {size / 1e6:,.0f} MB ({size / number:,.0f} bytes each)",
        f"memory: {filled['empty_mb']:.0f} MB empty, {filled['tenth_mb']:.0f} at a tenth, "
        f"{filled['full_mb']:.0f} full; {known['again_mb']:.0f} and {after['take_mb']:.0f} in later runs",
        f"CPU: {filled['enqueue_us']:.0f} µs to add ({filled['enqueue_clock_us']:.0f} on the clock), "
        f"{known['seen_us']:.0f} to know again, {after['next_us']:.0f} to hand out and end",
        f"start {known['start_s']:.2f} s, after a kill {after['start_s']:.2f}; stop {filled['stop_s']:.2f} s",
        f"killed at the {killed['taken']:,.0f}th: {expected - after['waiting']:,.0f} addresses lost, "
        f"{known['wrongly_new']:,.0f} taken for new",
    ]
    print("\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--addresses", type=int, default=1_000_000)
    parser.add_argument("--hosts", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="where the file is made; else it is thrown away")
    parser.add_argument("--step", choices=("fill", "seen", "take", "kill"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    folder = chosen.folder or Path()
    if chosen.step in ("fill", "seen"):
        print(json.dumps(globals()[chosen.step](folder, chosen.addresses, chosen.hosts)))
    elif chosen.step:
        print(json.dumps(take(folder, chosen.addresses, chosen.step == "kill")))
    elif chosen.folder:
        folder.mkdir(parents=True, exist_ok=True)
        report(folder, chosen.addresses, chosen.hosts)
    else:
        with tempfile.TemporaryDirectory() as made:
            report(Path(made), chosen.addresses, chosen.hosts)


if __name__ == "__main__":
    main()
