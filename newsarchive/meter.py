"""Progress of long work, on standard error: a bar with rate and estimate on a terminal, lines in a pipe."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY = 10.0
"""Seconds between two plain lines."""


@contextmanager
def meter(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function to call after each item, with the amount of work done so far out of ``total``.

    :param what: the items, for people: "captures"
    :param total: of the work, in any unit; 0 where there is none
    """
    with _bar(what, total) if sys.stderr.isatty() else _lines(what, total) as done:
        yield done


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    count = 0
    columns = (
        TextColumn("{task.fields[count]:,} " + what),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total or None, count=0, rate=0.0)

        def done(so_far: int) -> None:
            nonlocal count
            count += 1
            elapsed = progress.tasks[task].elapsed or 0
            progress.update(task, completed=so_far, count=count, rate=count / elapsed if elapsed else 0)

        yield done


@contextmanager
def _lines(what: str, total: int) -> Iterator[Callable[[int], None]]:
    count, began = 0, time.monotonic()
    said = began

    def done(so_far: int) -> None:
        nonlocal count, said
        count += 1
        now = time.monotonic()
        if now - said >= EVERY:
            said = now
            rate, share = count / (now - began), so_far / total if total else 0
            left = f", {(now - began) * (1 - share) / share:,.0f} s left" if share else ""
            print(f"{count:,} {what}, {share:.0%}, {rate:,.0f}/s{left}", file=sys.stderr, flush=True)

    yield done
