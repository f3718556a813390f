"""Which text of an article each capture shows: versions, and when a page was gone, made as captures come in.

An article is known by its address: the one that the page calls canonical, where it can be that of this page,
or else the one asked for. Captures are told one by one in the order of their dates, each beside the last one
of the same address: so the same WARCs give the same rows, whatever the batches were. What came late is told
in its place: then all of its article is told anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.difference import Text, difference
from archive.noise import fingerprint, plain, told
from archive.schema import VERSIONS
from archive.surt import surt

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

GONE = (404, 410, 451)
"""Answers that say that a page is no more. A redirect, a login and a fault of the server do not."""
ALIKE = 0.5
"""Share of its lines that a text must have in common with the last one known by an address, to be taken for
the same article though it was captured at another address."""
FRONTS = ("www", "m", "amp", "mobile")
"""First parts of hosts that show the same pages."""

_ROW = (
    "SELECT c.id, c.url, c.urlkey, c.date, c.status, c.page_kind, a.id AS article, a.url AS canonical, "
    "a.headline, a.description, a.text, a.corrections, a.date_modified, a.genre, a.language, "
    "a.extractor_version || ' ' || a.extractor_rule AS reader, c.text_digest, c.version, c.story "
    "FROM captures c LEFT JOIN articles a USING (id) "
)
_LAST = f"{_ROW} WHERE c.{{}} = ? AND c.version IS NOT NULL ORDER BY c.date DESC, c.id DESC LIMIT 1"


def ignore(id: int) -> None:
    """No progress to show."""


def tell(db: sqlite3.Connection, ids: Iterable[int], progress: Callable[[int], None] = ignore) -> None:
    """Tell new captures, whose rows are in.

    :param progress: called with the last id told
    """
    waiting = set(ids)
    for id in sorted(waiting):
        waiting.remove(id)
        progress(id)
        row = db.execute(f"{_ROW} WHERE c.id = ?", (id,)).fetchone()
        if row is None or not _matters(row):
            continue
        _tell(db, row)
        later = (
            "SELECT id FROM captures WHERE urlkey = ? AND (date, id) > (?, ?) UNION ALL "
            "SELECT id FROM captures WHERE story = (SELECT story FROM captures WHERE id = ?) "
            "AND (date, id) > (?, ?)"
        )
        if _column(db, later, row["urlkey"], row["date"], id, id, row["date"], id) - waiting:
            tell_anew(db, {row["urlkey"]}, without=waiting)


def tell_again(db: sqlite3.Connection, known: Iterable[sqlite3.Row], urlkeys: Iterable[str]) -> None:
    """Tell captures whose rows are in the place of others.

    :param known: address and story of each, before
    :param urlkeys: the addresses now
    """
    before = list(known)
    keys = {*urlkeys, *(row["urlkey"] for row in before)}
    tell_anew(db, keys, {row["story"] for row in before})
    tell_anew(db, keys)  # in its place, also where it came to another article


def tell_anew(
    db: sqlite3.Connection,
    urlkeys: Iterable[str],
    stories: Iterable[str | None] = (),
    *,
    without: AbstractSet[int] = frozenset(),
) -> None:
    """Forget what was told of all articles with captures of these addresses, and tell it anew.

    :param stories: further articles
    :param without: captures that are told later
    """
    keys = json.dumps(sorted(urlkeys))
    found = _column(db, "SELECT story FROM captures WHERE urlkey IN (SELECT value FROM json_each(?))", keys)
    named = json.dumps(sorted(story for story in {*found, *stories} if story is not None))
    ids = _column(
        db,
        "SELECT id FROM captures WHERE urlkey IN (SELECT value FROM json_each(?)) OR urlkey IN "
        "(SELECT urlkey FROM captures WHERE story IN (SELECT value FROM json_each(?)))",
        keys, named,
    )  # fmt: skip
    chosen = json.dumps(sorted(ids - without))
    among = "IN (SELECT value FROM json_each(?))"
    db.execute(
        f"UPDATE captures SET story = NULL, text_digest = NULL, version = NULL WHERE id {among}",  # noqa: S608
        (chosen,),
    )
    for table in ("versions", "deletions"):
        db.execute(f"DELETE FROM {table} WHERE story {among}", (named,))  # noqa: S608
        db.execute(f"DELETE FROM {table} WHERE id {among}", (chosen,))  # noqa: S608
    rows = db.execute(f"{_ROW} WHERE c.id {among} ORDER BY c.date, c.id", (chosen,)).fetchall()
    for row in rows:
        if _matters(row):
            _tell(db, row)


def _column(db: sqlite3.Connection, sql: str, *values: Any) -> set[Any]:
    return {row[0] for row in db.execute(sql, values)}


def _matters(row: sqlite3.Row) -> bool:
    return row["article"] is not None or _gone(row)


def _gone(row: sqlite3.Row) -> bool:
    return row["status"] in GONE or row["page_kind"] == "error"


def _tell(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    before = db.execute(_LAST.format("urlkey"), (row["urlkey"],)).fetchone()
    if row["article"] is None:
        if before is not None:
            _delete(db, row, before)
        return
    lines = told(row["headline"], row["description"], row["text"])
    story = before["story"] if before is not None else _story(db, row, lines)
    latest = db.execute(
        "SELECT * FROM versions WHERE story = ? ORDER BY number DESC LIMIT 1", (story,)
    ).fetchone()
    digest = fingerprint(lines)
    if latest is None:
        version = _first(db, row, story, lines)
    elif before is None:
        version = latest["id"]
    elif not lines[2:] or digest == before["text_digest"] or row["reader"] != before["reader"]:
        version = before["version"]
        digest = digest if lines[2:] else before["text_digest"]
    else:
        version = _next(db, row, before, latest)
    db.execute(
        "UPDATE captures SET story = ?, text_digest = ?, version = ? WHERE id = ?",
        (story, digest, version, row["id"]),
    )
    db.execute("UPDATE versions SET seen = ?, captures = captures + 1 WHERE id = ?", (row["date"], version))
    db.execute(
        "UPDATE deletions SET back = ? WHERE story = ? AND back IS NULL AND id IN "
        "(SELECT id FROM captures WHERE urlkey = ?)",
        (row["id"], story, row["urlkey"]),
    )


def _story(db: sqlite3.Connection, row: sqlite3.Row, lines: list[str]) -> str:
    """The address it is known by. A page may call any other its own: it must be near, and its text alike."""
    own: str = row["urlkey"]
    named = surt(row["canonical"]) if row["canonical"] else own
    if named == own or not _near(row["canonical"], row["url"]):
        return own
    known = db.execute(_LAST.format("story"), (named,)).fetchone()
    if known is None or known["urlkey"] == own:
        return named
    others = told(known["headline"], known["description"], known["text"])
    common = len({*lines} & {*others} - {""})
    return named if common >= ALIKE * min(len({*lines} - {""}), len({*others} - {""})) else own


def _near(canonical: str, url: str) -> bool:
    """On the same host, or www. and m. of it, and no front page."""
    try:
        one, other = urlsplit(canonical), urlsplit(url)
    except ValueError:
        return False
    return _bare(one.hostname) == _bare(other.hostname) and (one.path.strip("/") or one.query) != ""


def _bare(host: str | None) -> str:
    first, _, rest = (host or "").partition(".")
    return rest if first in FRONTS else host or ""


_INSERT = f"INSERT INTO versions VALUES ({', '.join('?' * len(VERSIONS))})"  # noqa: S608


def _first(db: sqlite3.Connection, row: sqlite3.Row, story: str, lines: list[str]) -> int:
    words = len(" ".join(lines[2:]).split())
    known = (row["id"], story, 1, row["date"], row["date"], 0, row["headline"], words)
    db.execute(_INSERT, (*known, *[None] * 7))
    return int(row["id"])


def _next(db: sqlite3.Connection, row: sqlite3.Row, before: sqlite3.Row, latest: sqlite3.Row) -> int:
    found = difference(_text(before), _text(row))
    renamed = plain(before["headline"] or "") != plain(row["headline"] or "")
    corrected = bool(_notes(row) - _notes(before))
    dated = (row["date_modified"] or "") > (before["date_modified"] or "")
    silent = not (corrected or dated or row["genre"] == "live")
    words = len((row["text"] or "").split())
    known = (row["id"], latest["story"], latest["number"] + 1, row["date"], row["date"], 0)
    shown = (row["headline"], words, before["version"], before["headline"] if renamed else None)
    db.execute(_INSERT, (*known, *shown, found.added, found.removed, corrected, dated, silent))
    return int(row["id"])


def _text(row: sqlite3.Row) -> Text:
    return Text(row["headline"] or "", row["description"] or "", row["text"] or "")


def _notes(row: sqlite3.Row) -> set[str]:
    return {plain(note["text"]) for note in json.loads(row["corrections"] or "[]")}


def _delete(db: sqlite3.Connection, row: sqlite3.Row, before: sqlite3.Row) -> None:
    known = db.execute(
        "SELECT 1 FROM deletions WHERE story = ? AND back IS NULL AND id IN "
        "(SELECT id FROM captures WHERE urlkey = ?)",
        (before["story"], row["urlkey"]),
    )
    if known.fetchone() is None:
        db.execute(
            "INSERT INTO deletions (id, story, version, url, date, status, page_kind, back) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                row["id"],
                before["story"],
                before["version"],
                row["url"],
                row["date"],
                row["status"],
                row["page_kind"],
            ),
        )
