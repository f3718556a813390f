"""Where the terms of a query occur in a text, and the passage to show for it.

FTS5's own ``snippet`` takes the square of the number of matches (22 s for 32,000 on one page) and knows no
words in scripts without blanks. This is linear, and finds words as FTS5's tokenizer ``unicode61
remove_diacritics 2`` does: runs of letters and digits, whatever their case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.query import Term

Segments = tuple[tuple[str, bool], ...]
"""Text in pieces; True: the piece matches. Escape each piece, then mark it."""

SCANNED = 100_000
"""Characters of a text that are looked at, so that one huge page cannot hold up a search."""
PASSAGE = 240
"""Characters of a passage: two lines or three."""
BEFORE = 60
"""Characters of it before the first match."""
MOST_SPANS = 300
"""Matches in one text that are weighed for the best passage."""

_WORD = re.compile(r"[^\W_][^\W_\u0300-\u0331]*(?:[\u0300-\u0331]+[^\W_]*)*")
"""A letter or digit, and what follows of these and of the accents U+0300 to U+0331, as FTS5 has it."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    term: int
    """Which of the terms."""


def find(text: str, terms: Sequence[Term]) -> list[Span]:
    """All occurrences, by position; overlapping ones are left out."""
    text = text[:SCANNED]
    spans = [span for n, term in enumerate(terms) if term.unspaced for span in _strings(text, term.text, n)]
    phrases = [
        (n, [fold(word) for word in _WORD.findall(term.text)], term.prefix)
        for n, term in enumerate(terms)
        if not term.unspaced
    ]
    if phrases:
        spans += _phrases([(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)], phrases)
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def whole(text: str, spans: Sequence[Span]) -> Segments:
    """All of the text."""
    return _segments(text, spans, 0, len(text))


def passage(text: str, spans: Sequence[Span]) -> Segments:
    """The part of the text where most terms stand together; its beginning where none occurs."""
    start = max(0, _best(spans) - BEFORE) if spans else 0
    blank = re.search(r"\s", text[start : start + BEFORE // 2]) if start else None
    start = start + blank.end() if blank else start
    end = min(len(text), start + PASSAGE)
    blanks = list(re.finditer(r"\s", text[end - BEFORE // 2 : end])) if end < len(text) else []
    end = end - BEFORE // 2 + blanks[-1].start() if blanks else end
    end = max([end, *[span.end for span in spans if span.start < end and span.start >= start]])
    shown = _segments(text, spans, start, end)
    return (
        *([("…", False)] if start else []),
        *shown,
        *([("…", False)] if end < len(text) else []),
    )


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Without case and accents."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def _strings(text: str, string: str, term: int) -> list[Span]:
    return [Span(m.start(), m.end(), term) for m in re.finditer(re.escape(string), text)]


def _phrases(words: list[tuple[str, int, int]], phrases: list[tuple[int, list[str], bool]]) -> list[Span]:
    found = []
    for at, (word, start, _) in enumerate(words):
        for n, phrase, prefix in phrases:
            if not phrase or not (word == phrase[0] or (prefix and len(phrase) == 1)):
                continue
            last = at + len(phrase) - 1
            if last < len(words) and _matches([w for w, _, _ in words[at : last + 1]], phrase, prefix):
                found.append(Span(start, words[last][2], n))
    return found


def _matches(words: list[str], phrase: list[str], prefix: bool) -> bool:
    if prefix:
        return words[:-1] == phrase[:-1] and words[-1].startswith(phrase[-1])
    return words == phrase


def _best(spans: Sequence[Span]) -> int:
    """The start of the passage with most different terms; of several the first."""
    spans = spans[:MOST_SPANS]
    starts = {
        span.start: len({s.term for s in spans[n:] if s.end <= span.start + PASSAGE - BEFORE})
        for n, span in enumerate(spans)
    }
    return max(starts, key=lambda start: starts[start])


def _segments(text: str, spans: Sequence[Span], start: int, end: int) -> Segments:
    pieces: list[tuple[str, bool]] = []
    at = start
    for span in spans:
        if start <= span.start and span.end <= end:
            pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
            at = span.end
    pieces.append((text[at:end], False))
    return tuple(piece for piece in pieces if piece[0])
