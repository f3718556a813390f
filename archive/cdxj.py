"""The CDXJ index, by which replay tools such as pywb find captures: one line a capture, sorted bytewise.

``com,example)/ 20261122193000 {"url": …, "mime": …, "status": …, "digest": …, "length": …, "offset": …,
"filename": …}``, all values text, as pywb writes them.
"""

from __future__ import annotations

import json
import os
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.index import Index


def write(index: Index, path: Path) -> int:
    """Write all captures of an index that can be replayed. Readers see the old file or the new, never half.

    :returns: how many
    """
    index.flush()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    count = 0
    with beside.open("wb") as file:
        for line in lines(index):
            file.write(line)
            count += 1
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return count


def lines(index: Index) -> Iterator[bytes]:
    """Each with its line end, in order. SQLite sorts key and time; of one key and second, the whole lines are
    sorted here."""
    found = index.db.execute(
        "SELECT urlkey, strftime('%Y%m%d%H%M%S', date), url, media_type, status, record_type, "
        "payload_digest, warc_length, warc_offset, warc_file "
        "FROM captures WHERE record_type != 'metadata' ORDER BY 1, 2"
    )
    for _, same in groupby(found, key=lambda row: (row[0], row[1])):
        yield from sorted(_line(row) for row in same)


def _line(row: Any) -> bytes:
    urlkey, stamp, url, mime, status, record_type, digest, length, offset, file = row
    fields = {
        "url": url,
        "mime": "warc/revisit" if record_type == "revisit" else mime or "unk",
        "status": str(status) if status and record_type != "revisit" else None,
        "digest": digest.removeprefix("sha1:"),
        "length": str(length),
        "offset": str(offset),
        "filename": file,
    }
    plain = {name: value for name, value in fields.items() if value is not None}
    return f"{urlkey} {stamp} {json.dumps(plain)}\n".encode()
