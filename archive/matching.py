"""From a query's tree to the articles that match: as FTS5 and SQL, and where they are many, a sample of them.

Only our own names are in the SQL, and what a person typed is in values and FTS5 strings. Above :data:`MOST`
hits, a sample of some :data:`SAMPLE` stands for all: ids are in the order of capture, and hits are taken from
:data:`STRIPES` places of the collection.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from archive.fields import BECAME, FIELDS
from archive.marks import EVERY
from archive.query import And, Became, LinksTo, Mark, Node, Not, Or, Term
from archive.unspaced import indexed, last_run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MOST = 5_000
"""Hits that are ranked and counted one by one: it takes some 15 µs for each."""
SAMPLE = 2_000
"""Hits that stand for all where there are more: shares are right within some two of a hundred."""
COUNTED = 20_000
"""Hits, or about, that are counted one by one; of more, those in parts of the collection are."""
STRIPES = 32
"""Parts of the collection that are looked into."""
PROBES = 8
"""Places that are looked at for an estimate, for so many hits each:"""
PROBED = 32

_ANY = f'marks : "{EVERY}"'
_MATCH = "articles_fts MATCH ?"
_WITH_WORDS = f"+rowid IN (SELECT rowid FROM articles_fts WHERE {_MATCH})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Matched:
    ids: tuple[int, ...]
    """Ascending; of all hits, or of a sample."""
    total: int
    about: bool = False
    """Whether it is a sample, and the total estimated from it to two digits."""

    def scaled(self, count: int) -> int:
        """What a count among the ids comes to among all hits."""
        return _rounded(count * self.total / len(self.ids)) if self.about else count


def match(db: sqlite3.Connection, node: Node, *, latest: bool = False) -> Matched:
    """The articles that match, or of more than :data:`MOST` a sample; equal for equal indexes.

    :param latest: of many, take not a sample but those captured last
    """
    where, values = condition(node)
    sql = f"SELECT rowid FROM articles_fts WHERE {where}"  # noqa: S608
    ids = _ids(db, f"{sql} LIMIT ?", *values, MOST + 1)
    if len(ids) <= MOST:
        return Matched(ids, len(ids))
    rough = 0 if _has_beginnings(node) else estimate(db, node)
    matched = (
        _scattered(db, sql, values) if rough <= COUNTED else _in_stripes(db, sql, values, SAMPLE / rough)
    )
    if latest:
        found = _ids(db, f"{sql} ORDER BY rowid DESC LIMIT ?", *values, SAMPLE)
        return replace(matched, ids=found[::-1])
    return matched


def estimate(db: sqlite3.Connection, node: Node) -> int:
    """How many articles match, or about: by how near to one another they lie in some places."""
    where, values = condition(node)
    sql = f"SELECT rowid FROM articles_fts WHERE {where} AND rowid BETWEEN ? AND ? LIMIT ?"  # noqa: S608
    total = 0.0
    for first, last in _parts(db, PROBES):
        found = _ids(db, sql, *values, first, last, PROBED)
        seen = found[-1] if len(found) == PROBED else last
        total += len(found) * (last - first + 1) / max(seen - first + 1, 1)
    return round(total)


def some(db: sqlite3.Connection, node: Node, share: float) -> tuple[int, ...]:
    """Articles that match, in a share of the collection; of many in it about :data:`SAMPLE`."""
    where, values = condition(node)
    sql = f"SELECT rowid FROM articles_fts WHERE {where}"  # noqa: S608
    return _in_stripes(db, sql, values, min(share, 1.0), SAMPLE // STRIPES).ids


def _in_stripes(db: sqlite3.Connection, sql: str, values: list[Any], share: float, each: int = -1) -> Matched:
    """The hits at the beginning of each part of the collection, so that a place with many hits gives many."""
    sql = f"{sql} AND rowid BETWEEN ? AND ? LIMIT ?"
    ids: list[int] = []
    for first, last in _parts(db, STRIPES):
        ids += _ids(db, sql, *values, first, first + int((last - first) * share), each)
    return Matched(tuple(ids), _rounded(len(ids) / share), about=True)


def _scattered(db: sqlite3.Connection, sql: str, values: list[Any]) -> Matched:
    """Looks at all hits, twice. For the beginnings of words FTS5 puts together all that begin so each time it
    is asked: so not once a stripe.

    Not every nth: where a crawl took hosts in turn, that may be always the same host. Multiples of the golden
    ratio lie evenly, also those of every fourth number (Knuth, The Art of Computer Programming, 6.4)."""
    total = db.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]  # noqa: S608
    ids = _ids(db, f"{sql} AND (rowid * 2654435769 & 4294967295) < ?", *values, 2**32 * SAMPLE // total)
    return Matched(ids, _rounded(total), about=True)


def _parts(db: sqlite3.Connection, number: int) -> Iterator[tuple[int, int]]:
    """First and last id of so many equal parts of the collection."""
    last = db.execute("SELECT max(id) FROM articles").fetchone()[0] or 0
    for part in range(number):
        yield part * last // number + 1, (part + 1) * last // number


def _ids(db: sqlite3.Connection, sql: str, *values: Any) -> tuple[int, ...]:
    cursor = db.cursor()
    cursor.row_factory = None
    return tuple(id for (id,) in cursor.execute(sql, values))


def _has_beginnings(node: Node) -> bool:
    match node:
        case Term(text, prefix):
            return prefix or last_run(text) == 1
        case Not(part):
            return _has_beginnings(part)
        case And(parts) | Or(parts):
            return any(map(_has_beginnings, parts))
    return False


def _rounded(number: float) -> int:
    whole = round(number)
    return round(whole, 2 - len(str(whole)))


def condition(node: Node) -> tuple[str, list[Any]]:
    """A condition on rows of ``articles_fts`` and its values; the MATCH of most of them stands in front."""
    parts = list(_conjuncts(node))
    words = [part for part in parts if not _in_rows(part)]
    others = [(part, *_by_id(part)) for part in parts if _in_rows(part)]
    first = expression(And(tuple(words))) if words else _ANY
    # Without a plus SQLite goes by these ids, which mostly are few, and not by the words.
    by_id = [sql.removeprefix("+") if isinstance(part, LinksTo) else sql for part, sql, _ in others]
    where = " AND ".join([_MATCH, *by_id])
    return where, [first, *[value for *_, values in others for value in values]]


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, And):
        for part in node.parts:
            yield from _conjuncts(part)
    else:
        yield node


def _by_id(node: Node) -> tuple[str, list[Any]]:
    """A condition that can stand anywhere among others: by sets of ids."""
    if not _in_rows(node):
        return _WITH_WORDS, [expression(node)]
    match node:
        case LinksTo(address):
            return _linking(address)
        case Became(what):
            stories = f"SELECT story FROM {BECAME[what]}"  # noqa: S608
            return f"+rowid IN (SELECT id FROM captures WHERE story IN ({stories}))", []  # noqa: S608
        case Not(part):
            sql, values = _by_id(part)
            return f"NOT ({sql})", values
        case And(parts) | Or(parts):
            between = " AND " if isinstance(node, And) else " OR "
            made = [_by_id(part) for part in parts]
            return f"({between.join(sql for sql, _ in made)})", [v for _, values in made for v in values]
    raise TypeError(node)


def _in_rows(node: Node) -> bool:
    """Whether part of it is not in the full-text index, but in rows of other tables."""
    match node:
        case LinksTo() | Became():
            return True
        case Not(part):
            return _in_rows(part)
        case And(parts) | Or(parts):
            return any(map(_in_rows, parts))
    return False


def expression(node: Node) -> str:
    """A tree of words and marks as FTS5 has it."""
    match node:
        case Term():
            return _term(node)
        case Mark(any_of):
            return f"(marks : ({' OR '.join(map(_string, any_of))}))"
        case Not():
            return f"({_ANY} NOT {expression(node.part)})"
        case Or(parts):
            return f"({' OR '.join(map(expression, parts))})"
        case And(parts):
            wanted = [expression(part) for part in parts if not isinstance(part, Not)] or [_ANY]
            unwanted = [expression(part.part) for part in parts if isinstance(part, Not)]
            all_of = f"({' AND '.join(wanted)})"
            return f"({all_of} NOT ({' OR '.join(unwanted)}))" if unwanted else all_of
    raise TypeError(node)


def _term(term: Term) -> str:
    run = last_run(term.text)
    star = "*" if run == 1 or (term.prefix and not run) else ""
    text = _string(indexed(term.text)) + star
    return f"({{{' '.join(FIELDS[term.field])}}} : {text})" if term.field else text


def _string(text: str) -> str:
    """What FTS5 takes for several words is a phrase."""
    return '"' + text.replace('"', '""') + '"'


def _linking(address: str) -> tuple[str, list[Any]]:
    """By whole addresses, or a host: in the text, or as a related story."""
    bare = urldefrag(address)[0]
    bare = bare.partition("://")[2] or bare
    bare = bare.removeprefix("www.")
    fronts = [f"{scheme}://{www}" for scheme in ("https", "http") for www in ("", "www.")]
    if _is_host(bare):
        host = bare.rstrip("/").lower()
        pairs = [(f"{front}{host}/", f"{front}{host}0") for front in fronts]  # "0" is next to "/"
        exact = [f"{front}{host}" for front in fronts]
        some = " OR ".join(["(url >= ? AND url < ?)"] * len(pairs))
        values = [bound for pair in pairs for bound in pair] + exact
    else:
        exact = [f"{front}{bare.rstrip('/')}{slash}" for front in fronts for slash in ("", "/")]
        some, values = "0", exact
    one = f"url IN ({', '.join('?' * len(exact))})"
    ids = " UNION ".join(f"SELECT article_id FROM {t} WHERE {some} OR {one}" for t in ("links", "related"))  # noqa: S608
    return f"+rowid IN ({ids})", values * 2


def _is_host(text: str) -> bool:
    try:
        parts = urlsplit(f"//{text}")
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query
