"""Where the CPU time of a crawl's own process goes: Scrapy's command, looked at a thousand times a second.

    python benchmarks/parts.py OUT.json crawl site -a list=addresses.txt -s COLLECTION=kept

Each look gives the time since the last one to the innermost module that PARTS knows. The other threads' time
is that of handing pages over to the readers. What the readers use is told apart, as the time of children.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

EVERY = 0.001
PARTS = {
    "httpcompression.py": "decoding for Scrapy",
    "archive/coding.py": "decoding for the index",
    "archive/warc.py": "WARC",
    "archive/members.py": "WARC",
    "archive/index.py": "index",
    "archive/rows.py": "index",
    "archive/searched.py": "index",
    "archive/surt.py": "index",
    "newsarchive/wire.py": "capture",
    "newsarchive/capture.py": "capture",
    "newsarchive/context.py": "capture",
    "newsarchive/redact.py": "capture",
    "newsarchive/frontier.py": "frontier",
    "newsarchive/backlog.py": "frontier",
    "newsarchive/recorder.py": "handing over to readers",
    "newsarchive/workers.py": "handing over to readers",
    "newsarchive/reading.py": "handing over to readers",
    "newsarchive/extract/": "reading in the crawl's process",
    "newsarchive/": "our middlewares and spider",
    "spiders/": "our middlewares and spider",
    "/scrapy/": "Scrapy",
    "/twisted/": "Twisted and asyncio",
    "/asyncio/": "Twisted and asyncio",
    "<frozen importlib": "start",
}
"""Piece of a module's path -> part; the first that fits."""

spent: Counter[str] = Counter()
_known: dict[str, str | None] = {}
_last = 0.0


def look(_: int, frame: FrameType | None) -> None:
    global _last
    now = time.thread_time()
    spent[_part(frame)] += now - _last
    _last = now


def _part(frame: FrameType | None) -> str:
    while frame is not None:
        file = frame.f_code.co_filename
        if file not in _known:
            _known[file] = next((part for piece, part in PARTS.items() if piece in file), None)
        if (part := _known[file]) is not None:
            return part
        frame = frame.f_back
    return "other"


def tell(file: Path) -> None:
    """Seconds by part."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    own = resource.getrusage(resource.RUSAGE_SELF)
    readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = {
        **spent,
        "threads that feed the readers": own.ru_utime + own.ru_stime - spent.total(),
        "reading, in processes of its own": readers.ru_utime + readers.ru_stime,
    }
    file.write_text(json.dumps({"seconds": seconds, "readers MB": readers.ru_maxrss / 1000}))


def main() -> None:
    global _last
    out = Path(sys.argv[1]).resolve()
    sys.argv[:] = ["scrapy", *sys.argv[2:]]
    sys.path.insert(0, os.getcwd())
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    _last = time.thread_time()
    from scrapy.cmdline import execute

    try:
        execute()
    finally:
        look(0, sys._getframe())
        tell(out)


if __name__ == "__main__":
    main()
