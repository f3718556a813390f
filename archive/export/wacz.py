"""A WACZ (Web Archive Collection Zipped 1.1.1) of just some captures, for ReplayWeb.page and pywb.

The captures of the articles, with what belongs to them (:mod:`archive.export.evidence`), are copied record by
record into one WARC; a warcinfo record says who put them together, and before the first record from each
WARC stands a copy of that one's own. Everything is stored, nothing deflated. ReplayWeb.page reads the
index in blocks, which ``index.idx`` names; pywb reads it as a whole.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
import zlib
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, ZipInfo

from archive.capture import digest
from archive.export.evidence import captures, copies, warcinfo
from archive.export.output import Sink
from archive.export.package import resource, software, to_json
from archive.export.tables import json_line
from archive.members import GZIP, member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from archive.collection import Collection
    from archive.description import Description
    from archive.export.columns import Found
    from archive.export.evidence import Copy
    from archive.index import Index

VERSION = "1.1.1"
WARC = "data.warc.gz"
CDX = "index.cdx.gz"
LINES = 1024
"""Of a block of the index: what py-wacz, the reference, writes."""
PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True}
NOT_OF_COPIES = ("robots", "http-header-user-agent")
"""Fields of a warcinfo record that tell how a crawl went about."""


def write(
    path: Path,
    collection: Collection,
    index: Index,
    articles: Iterable[Found],
    about: Callable[[], dict[str, Any]],
) -> int:
    """
    :param path: of a new file, in a folder where another may be made and left
    :param about: gives the head of the data package; called when the articles went by
    :returns: how many captures are in it
    """
    parts: list[dict[str, Any]] = []
    with closing(_scratch(path.with_name("scratch.db"))) as scratch, ZipFile(path, "w") as zipped:
        with _entry(zipped, f"archive/{WARC}", parts) as out:
            _write_warc(out, collection, index, articles, scratch)
        blocks: list[str] = []
        with _entry(zipped, f"indexes/{CDX}", parts) as out:
            for block in _index(scratch, blocks):
                out.write(block)
        with _entry(zipped, "indexes/index.idx", parts) as out:
            out.write("".join(blocks).encode())
        with _entry(zipped, "pages/pages.jsonl", parts) as out:
            out.write(json_line(PAGES))
            for (line,) in scratch.execute("SELECT line FROM pages ORDER BY id"):
                out.write(line)
        package = to_json({**about(), "wacz_version": VERSION, "resources": parts})
        with _entry(zipped, "datapackage.json", []) as out:
            out.write(package)
        seal = {"path": "datapackage.json", "hash": out.hash}
        with _entry(zipped, "datapackage-digest.json", []) as out:
            out.write(to_json(seal))
        return int(scratch.execute("SELECT count(*) FROM captures").fetchone()[0])


def _scratch(path: Path) -> sqlite3.Connection:
    """What has to wait, on the disk: lines of the index until they can be sorted, pages until their turn."""
    scratch = sqlite3.connect(path)
    scratch.executescript(
        "PRAGMA journal_mode = off; PRAGMA synchronous = off; CREATE TABLE files (name TEXT PRIMARY KEY); "
        "CREATE TABLE captures (id INTEGER PRIMARY KEY, line BLOB); "
        "CREATE TABLE pages (id INTEGER PRIMARY KEY, line BLOB);"
    )
    return scratch


@contextmanager
def _entry(zipped: ZipFile, name: str, parts: list[dict[str, Any]]) -> Iterator[Sink]:
    """A file in the ZIP, stored; added to the parts that the package lists."""
    info = ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.external_attr = 0o644 << 16
    with zipped.open(info, "w", force_zip64=True) as file:
        out = Sink(file)  # type: ignore[arg-type]
        yield out
    parts.append(resource(name, out, {}))


def _write_warc(
    out: Sink, collection: Collection, index: Index, articles: Iterable[Found], scratch: sqlite3.Connection
) -> None:
    out.write(_own_warcinfo(collection.description))
    for found in articles:
        scratch.execute("INSERT OR IGNORE INTO pages VALUES (?, ?)", (found.id, json_line(_page(found))))
        for row in captures(index, found.id):
            if not scratch.execute("INSERT OR IGNORE INTO captures (id) VALUES (?)", [row["id"]]).rowcount:
                continue
            if scratch.execute("INSERT OR IGNORE INTO files VALUES (?)", [row["warc_file"]]).rowcount:
                out.write(warcinfo(collection.archive, row["warc_file"]) or b"")
            for copy in copies(collection.archive, index, row):
                if copy.stands:
                    line = _cdx(row, copy, out.tell())
                    scratch.execute("UPDATE captures SET line = ? WHERE id = ?", (line, row["id"]))
                out.write(copy.data)


def _own_warcinfo(description: Description) -> bytes:
    fields = description.warcinfo(software())
    told = {name: value for name, value in fields.items() if name not in NOT_OF_COPIES}
    told["description"] = (
        f"Records copied byte for byte from the collection {description.title}. The warcinfo records that "
        "follow are those of the files they lay in."
    )
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in told.items()).encode()
    lines = [
        "WARC/1.1",
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: <{uuid.uuid4().urn}>",
        f"WARC-Filename: {WARC}",
        f"WARC-Date: {datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        f"WARC-Block-Digest: {digest(block)}",
        "Content-Type: application/warc-fields",
        f"Content-Length: {len(block)}",
        "\r\n",
    ]
    return member("\r\n".join(lines).encode() + block + b"\r\n\r\n")


def _page(found: Found) -> dict[str, str]:
    article, evidence = found.article, found.evidence
    return {
        "id": str(found.id),
        "url": evidence["capture_url"],
        "ts": f"{_moment(evidence['capture_date']):%Y-%m-%dT%H:%M:%SZ}",  # to the second, as in the index
        "title": article.headline or evidence["capture_url"],
        "text": article.text,
    }


def _cdx(row: Any, copy: Copy, offset: int) -> bytes:
    """A line of the index. The address is that of the record, to the letter: ReplayWeb.page compares them."""
    fields = {
        "url": copy.uri,
        "mime": "warc/revisit" if row["record_type"] == "revisit" else row["media_type"] or "unk",
        "status": str(row["status"]) if row["status"] else None,
        "digest": row["payload_digest"],
        "length": str(len(copy.data)),
        "offset": str(offset),
        "filename": WARC,
        "recordDigest": f"sha256:{hashlib.sha256(copy.data).hexdigest()}",
    }
    told = json.dumps({name: value for name, value in fields.items() if value is not None})
    return f"{row['urlkey']} {_moment(row['date']):%Y%m%d%H%M%S} {told}\n".encode()


def _index(scratch: sqlite3.Connection, blocks: list[str]) -> Iterator[bytes]:
    """The lines sorted bytewise, in gzip members; where each begins goes to ``blocks``, as lines."""
    blocks.append(f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': CDX})}\n")
    lines = (row[0] for row in scratch.execute("SELECT line FROM captures ORDER BY line"))
    offset = 0
    while block := list(islice(lines, LINES)):
        packed = zlib.compress(b"".join(block), wbits=GZIP)
        told = {
            "offset": offset,
            "length": len(packed),
            "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
        }
        blocks.append(f"{block[0].partition(b' {')[0].decode()} {json.dumps(told)}\n")
        offset += len(packed)
        yield packed


def _moment(date: str) -> datetime:
    return datetime.fromisoformat(date).astimezone(UTC)
