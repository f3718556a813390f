"""A query in a person's words, taken apart. Any text is a query; nothing in it reaches SQLite unquoted.

Words must all occur; ``"words in quotes"`` must stand together; ``OR`` joins its neighbours (``flood kyiv
OR odesa``: flood, and one of the two); ``-word`` and ``NOT word`` must not occur; ``word*`` finds every
ending; parentheses group. ``field:word``, ``field:"several words"`` and ``field:(one OR other)`` look in one
field, or choose: see :data:`archive.fields.FIELDS` and :data:`archive.fields.CHOICES`. What makes no sense as
syntax is looked for as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.fields import BECAME, CHOICES, FIELDS, choice

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LENGTH = 2000
"""Characters of a query that are read; a longer one is some mishap of the clipboard."""
MAX_TERMS = 40
"""Terms of a query that are read; SQLite takes an expression only 256 levels deep."""
MAX_DEPTH = 20
"""Parentheses within parentheses; deeper ones are passed over."""
MIN_PREFIX = 3
"""Letters before a star; with fewer it is passed over, for hardly any article has no word that begins so."""


class QueryError(ArchiveError):
    """There is nothing in the query to look for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, anywhere or in one field."""

    text: str
    prefix: bool = False
    field: str = ""
    """One of :data:`archive.fields.FIELDS`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an article is or has: any of some marks (see :mod:`archive.marks`)."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinksTo:
    """Articles that link to an address, or to any of a host."""

    address: str


@dataclass(frozen=True, slots=True)
class Became:
    """Articles of which later visits found that they were changed or gone: a word of
    :data:`archive.fields.BECAME`."""

    what: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Term | Mark | LinksTo | Became | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    root: Node

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Words and phrases that may occur, in order, each once."""
        return tuple(dict.fromkeys(_wanted(self.root)))

    @property
    def runs(self) -> tuple[str, ...]:
        """Neighbouring plain words as one phrase: articles that have them together come first."""
        parts = self.root.parts if isinstance(self.root, And) else (self.root,)
        words: list[list[str]] = [[]]
        for part in parts:
            if isinstance(part, Term) and not part.field and not part.prefix:
                words[-1].append(part.text)
            else:
                words.append([])
        return tuple(" ".join(run) for run in words if len(run) > 1)


def _wanted(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)


def parse(text: str) -> Query:
    """
    :raises QueryError: no word and no choice is in it
    """
    root = _Parser(_tidy(text)).whole()
    if root is None:
        words = " ".join("".join(c if c.isprintable() else " " for c in text[:MAX_LENGTH]).split())
        shown = repr(words[:60]) + ("…" if len(words) > 60 else "")
        raise QueryError(f"The query {shown} has no word to look for. Type a word, or several.")
    return Query(root)


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_FIELD = "|".join([*FIELDS, *CHOICES, "links", "changed", "deleted"])
_TOKEN = re.compile(
    rf"(?P<open>(?:-(?=\S))*(?:(?:{_FIELD}):)?\()|(?P<close>\))|"
    rf'(?P<sign>-*)(?P<field>(?:{_FIELD}):(?=[^\s()]))?(?:"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s"()]+))',
    re.IGNORECASE,
)


def _tidy(text: str) -> str:
    text = text[:MAX_LENGTH].translate(_QUOTES)
    if text.count('"') % 2:
        at = text.rindex('"')
        text = f"{text[:at]} {text[at + 1 :]}"
    return "".join(c if c.isprintable() or c in "\u200b\u200c\u200d\u2060" else " " for c in text)


class _Parser:
    """By recursive descent; what is out of place is passed over."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        self._at = 0
        self._terms = 0

    def whole(self) -> Node | None:
        return self._all("", 0)

    def _all(self, field: str, depth: int) -> Node | None:
        """All up to the parenthesis that closes it, or the end."""
        groups: list[list[Node]] = []
        either = negated = False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token["close"] and depth:
                break
            if token["close"]:
                continue
            if token["word"] in ("AND", "OR", "NOT") and not token["sign"] and not token["field"]:
                either, negated = either or token["word"] == "OR", negated or token["word"] == "NOT"
                continue
            part = self._group(token, field, depth) if token["open"] else self._leaf(token, field)
            if part is None:
                continue
            if negated or token[0].startswith("-"):
                part = Not(part)
            if either and groups:
                groups[-1].append(part)
            elif [part] not in groups:
                groups.append([part])
            either = negated = False
        return _joined(And, [_joined(Or, group) for group in groups])

    def _group(self, token: re.Match[str], field: str, depth: int) -> Node | None:
        named = token["open"].strip("-(").rstrip(":").lower()
        return self._all(named or field, depth + 1) if depth < MAX_DEPTH else None

    def _leaf(self, token: re.Match[str], outer: str) -> Node | None:
        if self._terms == MAX_TERMS:
            return None
        field = (token["field"] or outer).rstrip(":").lower()
        quoted = token["phrase"] is not None
        text = (token["phrase"] if quoted else token["word"].strip("*")).strip()
        if not any(letter.isalnum() for letter in text):
            return None
        self._terms += 1
        chosen = _choice(field, text)
        if chosen:
            return chosen
        if field not in FIELDS:
            text, field = (f"{field}:{text}" if token["field"] else text), ""
        star = token["star"] if quoted else token["word"].endswith("*")
        return Term(text, bool(star) and len(text) >= MIN_PREFIX, field)


def _choice(field: str, text: str) -> Node | None:
    """None where the text is none of the choices that the field has."""
    if field in ("changed", "deleted"):
        what = f"{field}:{text.lower()}"
        return (
            Not(Became(f"{field}:yes")) if text.lower() == "no" else Became(what) if what in BECAME else None
        )
    if field == "links":
        return LinksTo(text)
    marks = choice(field, text)
    return Mark(marks) if marks else None


def _joined(kind: type[And | Or], parts: list[Node | None] | list[Node]) -> Node | None:
    there = tuple(part for part in parts if part is not None)
    return kind(there) if len(there) > 1 else there[0] if there else None
