"""Whether two collections hold the same: what a crawl that was killed is compared with."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from archive.capture import Capture
from archive.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.collection import Collection


def captures(collection: Collection) -> Counter[tuple[Any, ...]]:
    """Every capture, by address, status and digest of its payload. Not robots.txt: each start asks."""
    return Counter(
        (item.url, item.status, item.payload_digest, item.truncated)
        for item in collection.walk()
        if isinstance(item, Capture) and not item.url.endswith("/robots.txt")
    )


def rows(collection: Collection) -> Counter[tuple[Any, ...]]:
    """Every row of the index, but for what differs between two crawls of the same pages: ids, dates, places,
    and what runs and robots.txt are counted in."""
    with collection.index(read_only=True) as index:
        found = [(table, dict(zip(tables()[table], row, strict=True))) for table, *row in index.rows()]
        missed = [("missed", miss.url, miss.reason, miss.retryable) for miss in index.missed()]
    urls = {row["id"]: row["url"] for table, row in found if table == "captures"}
    plain = [(table, *_plain(row, urls)) for table, row in found if table not in LEFT_OUT]
    return Counter([*(row for row in plain if not str(row[1]).endswith("/robots.txt")), *missed])


LEFT_OUT = {"runs", "missed", "sites", "site_counts"}
DIFFERENT = {"date", "captured", "seen", "warc_file", "warc_offset", "warc_length"}
IDS = {"id", "article_id", "version", "previous"}
"""Of captures: told by their address."""


def _plain(row: dict[str, Any], urls: dict[int, str]) -> Iterator[Any]:
    for name, value in row.items():
        if name not in DIFFERENT:
            yield urls.get(value, value) if name in IDS else value


def unsound(collection: Collection) -> list[str]:
    """What is wrong: by warcio's check of the WARCs, by our walk, and rows whose capture is not where they
    say."""
    said = []
    for path in collection.warcs():
        done = subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", str(path)], capture_output=True, text=True
        )
        if done.returncode:
            said.append(f"{path.name}: {done.stdout}{done.stderr}")
    walked = collection.walk()
    places = {(c.id, c.url, c.place) for c in walked if isinstance(c, Capture)}
    said += map(str, walked.damage)
    with collection.index(read_only=True) as index:
        for id, url in index.db.execute("SELECT id, url FROM captures"):
            if (id, url, index.place(id)) not in places:
                said.append(f"the row of capture {id}, {url}, has no such capture")
    return said


def differences(one: Counter[Any], other: Counter[Any]) -> list[str]:
    """Sentences; none where they are equal."""
    lost, more = one - other, other - one
    return [f"lost: {item}"[:300] for item in lost] + [f"more: {item}"[:300] for item in more]
