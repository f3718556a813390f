"""A query in a person's words, taken apart. Any text is a query; nothing in it reaches SQLite unquoted.

Words must all occur; ``"words in quotes"`` must stand together; ``OR`` joins its neighbours (``flood kyiv
OR odesa``: flood, and one of the two); ``-word`` and ``NOT word`` must not occur; ``word*`` finds every
ending. ``AND`` changes nothing. A quote without a partner is read as a blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.errors import ArchiveError

MAX_LENGTH = 2000
"""Characters of a query that are read; a longer one is some mishap of the clipboard."""
MAX_TERMS = 40
"""Terms of a query that are read; SQLite takes an expression only 256 levels deep."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_WORD = re.compile(r'-*"[^"]*"\*?|[^\s"]+')
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
"""Scripts written without blanks between words: Thai, Lao, Burmese, Khmer, kana and Chinese characters."""


class QueryError(ArchiveError):
    """There is no word in the query to look for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase."""

    text: str
    prefix: bool = False

    @property
    def unspaced(self) -> bool:
        """Of a script whose words FTS5 cannot tell apart: it is looked for as a string."""
        return bool(_UNSPACED.search(self.text))

    @property
    def fts(self) -> str:
        """As an FTS5 string; what FTS5 takes for several words is a phrase."""
        return '"' + self.text.replace('"', '""') + '"' + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Query:
    """What must occur, and what must not."""

    groups: tuple[tuple[Term, ...], ...]
    """Of each group one term must occur; never empty."""
    excluded: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for group in self.groups for term in group)


def parse(text: str) -> Query:
    """
    :raises QueryError: no word, or only words that must not occur
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    either = negated = False
    for word in _WORD.findall(_tidy(text)):
        if word in ("AND", "OR", "NOT"):
            either, negated = either or word == "OR", negated or word == "NOT"
            continue
        term = _term(word.lstrip("-"))
        if term is None:
            continue
        if negated or word.startswith("-"):
            excluded.append(term)
        elif either and groups:
            groups[-1].append(term)
        elif [term] not in groups:
            groups.append([term])
        either = negated = False
        if sum(map(len, groups)) + len(excluded) == MAX_TERMS:
            break
    if not groups:
        raise QueryError(_complaint(text, bool(excluded)))
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def _tidy(text: str) -> str:
    text = text[:MAX_LENGTH].translate(_QUOTES)
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)


def _term(word: str) -> Term | None:
    """None where no letter or digit is in it: there is nothing to find."""
    text = word.strip('*"').strip()
    return Term(text, word.endswith("*")) if any(c.isalnum() for c in text) else None


def _complaint(text: str, only_excluded: bool) -> str:
    words = " ".join(text.split())
    shown = repr(words[:60]) + ("…" if len(words) > 60 else "")
    if only_excluded:
        return f"The query {shown} says only what must not occur. Add a word to look for."
    return f"The query {shown} has no word to look for. Type a word, or several."
