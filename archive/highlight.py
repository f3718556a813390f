"""Where the terms of a query occur in a text, and the passage to show for it.

FTS5's own ``snippet`` takes the square of the number of matches (22 s for 32,000 on one page) and knows no
words in scripts without blanks. This is linear, and takes for words what FTS5's tokenizer ``unicode61
remove_diacritics 2`` does: runs of letters and digits, whatever their case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from archive.fields import FIELDS
from archive.unspaced import LETTER, POINTS, RUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.query import Term

Segments = tuple[tuple[str, bool], ...]
"""Text in pieces; True: the piece matches. Escape each piece, then mark it."""

SCANNED = 100_000
"""Characters of a text that are looked at, so that one huge page cannot hold up a search."""
PASSAGE = 240
"""Columns of a passage: two lines or three. Chinese, Japanese and Korean letters are two columns wide."""
BEFORE = 60
"""Columns of it before the first match."""

MOST_MATCHES = 1000
"""Matches in one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    term: int
    """Which of the terms."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, composed (NFC), with the spans of the terms in it by position; none overlap."""

    text: str
    spans: tuple[Span, ...]

    def whole(self) -> Segments:
        return self._segments(0, len(self.text))

    def passage(self) -> Segments:
        """Where most terms stand together; the beginning where none occurs."""
        room = _fitting(self.text[self.spans[0].start :][:PASSAGE], PASSAGE - BEFORE) if self.spans else 0
        first = _densest(self.spans, room)
        before_first = self.text[max(0, first.start - BEFORE) : first.start] if first else ""
        start = first.start - _fitting(before_first[::-1], BEFORE) if first else 0
        start = self._after_blank(start, first.start) if first else 0
        end = self._before_blank(start + _fitting(self.text[start:][:PASSAGE], PASSAGE))
        if first:
            end = max(end, first.end)
        before, after = ("…", False), ("…", False)
        return (*[before][: start > 0], *self._segments(start, end), *[after][: end < len(self.text)])

    def _after_blank(self, at: int, stop: int) -> int:
        """Behind the first blank from there on, so that no half word is shown; there itself if none comes."""
        blank = re.compile(r"\s").search(self.text, at, stop) if at else None
        return blank.end() if blank else at

    def _before_blank(self, at: int) -> int:
        if at == len(self.text):
            return at
        tail = self.text[at - BEFORE // 2 : at]
        return at - len(tail) + len(tail.rsplit(None, 1)[0]) if re.search(r"\S\s", tail) else at

    def _segments(self, start: int, end: int) -> Segments:
        pieces: list[tuple[str, bool]] = []
        at = start
        for span in self.spans:
            if start <= span.start and span.end <= end:
                pieces += [(self.text[at : span.start], False), (self.text[span.start : span.end], True)]
                at = span.end
        pieces.append((self.text[at:end], False))
        return tuple(piece for piece in pieces if piece[0])


def mark(text: str, terms: tuple[Term, ...], column: str = "") -> Marked:
    """The text, or its beginning where it is longer than :data:`SCANNED`, with the terms found in it.

    :param column: of the full-text index, from which the text is: terms of other fields are not looked for
    """
    text = unicodedata.normalize("NFC", text[:SCANNED])
    here = tuple(term for term in terms if not term.field or column in FIELDS[term.field])
    if not here:
        return Marked(text, ())
    folded = text.lower() if text.isascii() else text.translate(_FOLD)
    found = islice(_pattern(here).finditer(folded), MOST_MATCHES)
    spans = [Span(m.start(), m.end(), (m.lastindex or 1) - 1) for m in found]
    return Marked(text, tuple(span for span in spans if _whole(folded, span)))


@lru_cache(maxsize=100)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """One group a term. That a match begins a word is looked at afterwards: a look-behind in the pattern
    would be tried at every character."""
    return re.compile("|".join(f"({_term(term)})" for term in terms))


def _term(term: Term) -> str:
    """Words and runs of scripts without blanks, with what may stand between them."""
    text = unicodedata.normalize("NFC", term.text).translate(_FOLD)
    pieces = re.findall(f"{RUN.pattern}|(?:(?!{LETTER}){_letter()})+", text)
    if not pieces:
        return re.escape(text)
    runs = [bool(RUN.match(piece)) for piece in pieces]
    spelt = [_spelt(piece) for piece in pieces]
    joints = [r"[\W_]*" if a or b else r"[\W_]+" for a, b in pairwise(runs)]
    words = "".join(piece + joint for piece, joint in zip(spelt, [*joints, ""], strict=True))
    letter = f"(?!{LETTER}){_letter()}"
    return words if runs[-1] else words + (f"(?:{letter})*" if term.prefix else f"(?!{letter})")


def _spelt(piece: str) -> str:
    """Vowel points of Arabic and Hebrew may stand behind each letter."""
    plain = re.sub(POINTS, "", piece)
    return "".join(letter + POINTS for letter in plain) if _POINTABLE.search(plain) else re.escape(piece)


_POINTABLE = re.compile("[\u05d0-\u05ea\u0620-\u06ff]")


@cache
def _letter() -> str:
    """A letter or digit, or a sign on one (M*): what a word is made of."""
    signs = "".join(chr(c) for c in range(0x300, 0x1E000) if unicodedata.category(chr(c))[0] == "M")
    return f"(?:[^\\W_]|[{signs}])"


def _whole(folded: str, span: Span) -> bool:
    """Whether a word begins there, or a run of a script without blanks."""
    before = folded[span.start - 1] if span.start else " "
    return not before.isalnum() or bool(RUN.match(folded[span.start]) or RUN.match(before))


class _Fold(dict[int, int]):
    """For ``str.translate``: each character to its base letter in lower case, one for one."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFD", chr(code).casefold())
        self[code] = folded = ord(plain[0])
        return folded


_FOLD = _Fold()


def _fitting(text: str, columns: int) -> int:
    """How many of its first characters fit into so many columns."""
    if text.isascii():
        return min(len(text), columns)
    widths = accumulate(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return sum(width <= columns for width in widths)


def _densest(spans: Sequence[Span], room: int) -> Span | None:
    """The first match of the passage, ``room`` characters long, with most terms; of several the first."""
    best: Span | None = None
    most = 0
    window: deque[Span] = deque()
    terms: Counter[int] = Counter()
    for span in spans:
        window.append(span)
        terms[span.term] += 1
        while span.end > window[0].start + room and len(window) > 1:
            gone = window.popleft().term
            terms[gone] -= 1
            if not terms[gone]:
                del terms[gone]
        if len(terms) > most:
            best, most = window[0], len(terms)
    return best
