"""From a query's tree to the articles that match: as FTS5 and SQL, and where they are many, a sample of them.

Only our own names are in the SQL, and what a person typed is in values and FTS5 strings. Above :data:`MOST`
hits, a sample from the whole collection stands for all: ids are in the order of capture, and hits are taken
from :data:`STRIPES` places of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from archive.fields import FIELDS
from archive.marks import EVERY
from archive.query import And, LinksTo, Mark, Node, Not, Or, Term
from archive.unspaced import indexed, last_run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MOST = 5_000
"""Hits that are ranked and counted one by one: it takes some 10 µs for each."""
STRIPES = 32

_ANY = f'marks : "{EVERY}"'
_MATCH = "articles_fts MATCH ?"
_WITH_WORDS = f"rowid IN (SELECT rowid FROM articles_fts WHERE {_MATCH})"  # noqa: S608


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


def match(db: sqlite3.Connection, node: Node, most: int = MOST, *, latest: bool = False) -> Matched:
    """The articles that match, or a sample of about so many of them; equal for equal indexes.

    :param latest: of many, take not a sample but those captured last
    """
    where, values = condition(node)
    sql = f"SELECT rowid FROM articles_fts WHERE {where} AND rowid >= ? ORDER BY rowid LIMIT ?"  # noqa: S608

    def after(start: int, limit: int) -> list[int]:
        return [row[0] for row in db.execute(sql, (*values, start, limit))]

    ids = after(0, most + 1)
    if len(ids) <= most:
        return Matched(tuple(ids), len(ids))
    last = db.execute("SELECT max(id) FROM articles").fetchone()[0] or ids[-1]
    sampled = _sampled(after, last, most)
    if latest:
        sql = f"SELECT rowid FROM articles_fts WHERE {where} ORDER BY rowid DESC LIMIT ?"  # noqa: S608
        ids = [row[0] for row in db.execute(sql, (*values, most))][::-1]
        return replace(sampled, ids=tuple(ids))
    return sampled


def _sampled(after: Any, last: int, most: int) -> Matched:
    """A stripe goes on behind the one before it where that ran into it, so nothing is looked at twice."""
    ids: list[int] = []
    covered, reached, each = 0, 0, max(most // STRIPES, 1)
    for stripe in range(STRIPES):
        start = max(stripe * last // STRIPES, reached) + 1
        found = after(start, each)
        reached = found[-1] if len(found) == each else last
        covered += reached - start + 1
        ids += found
        if reached >= last:
            break
    return Matched(tuple(ids), _rounded(len(ids) * last / max(covered, 1)), about=True)


def _rounded(number: float) -> int:
    whole = round(number)
    return round(whole, 2 - len(str(whole)))


def condition(node: Node) -> tuple[str, list[Any]]:
    """A condition on rows of ``articles_fts`` and its values; the MATCH of most of them stands in front."""
    parts = list(_conjuncts(node))
    words = [part for part in parts if not _links(part)]
    others = [_by_id(part) for part in parts if _links(part)]
    first = expression(And(tuple(words))) if words else _ANY
    where = " AND ".join([_MATCH, *[sql for sql, _ in others]])
    return where, [first, *[value for _, values in others for value in values]]


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, And):
        for part in node.parts:
            yield from _conjuncts(part)
    else:
        yield node


def _by_id(node: Node) -> tuple[str, list[Any]]:
    """A condition that can stand anywhere among others: by sets of ids."""
    if not _links(node):
        return _WITH_WORDS, [expression(node)]
    match node:
        case LinksTo(address):
            return _linking(address)
        case Not(part):
            sql, values = _by_id(part)
            return f"NOT ({sql})", values
        case And(parts) | Or(parts):
            between = " AND " if isinstance(node, And) else " OR "
            made = [_by_id(part) for part in parts]
            return f"({between.join(sql for sql, _ in made)})", [v for _, values in made for v in values]
    raise TypeError(node)


def _links(node: Node) -> bool:
    match node:
        case LinksTo():
            return True
        case Not(part):
            return _links(part)
        case And(parts) | Or(parts):
            return any(map(_links, parts))
    return False


def expression(node: Node) -> str:
    """A tree without links as FTS5 has it."""
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
    return f"rowid IN ({ids})", values * 2


def _is_host(text: str) -> bool:
    try:
        parts = urlsplit(f"//{text}")
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query
