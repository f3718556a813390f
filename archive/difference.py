"""How one text became another: lines first, then words within the lines that changed.

By the greedy algorithm of Myers ("An O(ND) Difference Algorithm and Its Variations", 1986), whose cost grows
with the number of differences, not with the square of the length; where they are more than :data:`MOST`, one
text took the place of the other. difflib takes minutes for two texts of a page that says one word over and
over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.noise import cleared, plain
from archive.unspaced import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.article import Article

Kind = Literal["same", "gone", "new"]
Pieces = tuple[tuple[Kind, str], ...]

MOST = 300
"""Differences that are looked for in one text or line: some 20 ms."""
ROOM = 2_000_000
"""Steps that all lines of an article may take together, some half a second; what is behind is not compared by
words."""
ALIKE = 0.4
"""Share of words in common from which on one line is another, changed."""
NEAR = 20
"""Lines among which the one is looked for that a line was."""

_TOKEN = re.compile(rf"{LETTER}|(?:(?!{LETTER})\w)+|[^\w\s]|\s+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text in pieces; noise is left out (see :mod:`archive.noise`)."""

    part: Literal["headline", "description", "text"]
    pieces: Pieces

    @property
    def changed(self) -> bool:
        return any(kind != "same" for kind, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Difference:
    lines: tuple[Line, ...]
    """All of both texts, in order."""
    added: int
    """Words; of scripts without blanks, letters."""
    removed: int

    @property
    def changed(self) -> bool:
        return any(line.changed for line in self.lines)


@dataclass(frozen=True, slots=True)
class Text:
    """What of an article is compared."""

    headline: str
    description: str
    text: str

    @classmethod
    def of(cls, article: Article) -> Text:
        return cls(article.headline or "", article.description or "", article.text)


def difference(before: Text, after: Text) -> Difference:
    room = [ROOM]
    lines = [
        Line("headline", _words(plain(before.headline), plain(after.headline), room)),
        Line("description", _words(plain(before.description), plain(after.description), room)),
    ]
    old = [line for line in map(cleared, before.text.split("\n")) if line]
    new = [line for line in map(cleared, after.text.split("\n")) if line]
    lines += [Line("text", pieces) for pieces in _lines(old, new, room)]
    shown = tuple(line for line in lines if line.pieces)
    return Difference(shown, _count(shown, "new"), _count(shown, "gone"))


def _count(lines: Sequence[Line], kind: Kind) -> int:
    pieces = (text for line in lines for of, text in line.pieces if of == kind)
    return sum(bool(_WORD.match(token)) for text in pieces for token in _TOKEN.findall(text))


def _lines(old: list[str], new: list[str], room: list[int]) -> Iterator[Pieces]:
    for same, a, b in spans(old, new, room):
        if same:
            yield from ((("same", line),) for line in b)
        else:
            yield from _replaced(list(a), list(b), room)


def _replaced(old: list[str], new: list[str], room: list[int]) -> Iterator[Pieces]:
    """Each new line beside the old one it was, in the order of both; what has gone before what has come."""
    at = 0
    come: list[str] = []
    for line in new:
        found = next((n for n in range(at, min(at + NEAR, len(old))) if _alike(old[n], line, room)), None)
        if found is None:
            come.append(line)
            continue
        yield from _gone_and_come(old[at:found], come)
        come = []
        yield _words(old[found], line, room)
        at = found + 1
    yield from _gone_and_come(old[at:], come)


def _gone_and_come(gone: list[str], come: list[str]) -> Iterator[Pieces]:
    yield from ((("gone", line),) for line in gone)
    yield from ((("new", line),) for line in come)


def _alike(a: str, b: str, room: list[int]) -> bool:
    one, other = set(_TOKEN.findall(a)), set(_TOKEN.findall(b))
    fewer, more = sorted((len(one), len(other)))
    room[0] -= 30 * (fewer + more)
    return room[0] > 0 and len(one & other) >= ALIKE * fewer and more < 4 * fewer


def _words(old: str, new: str, room: list[int]) -> Pieces:
    if old == new:
        return (("same", new),) if new else ()
    pieces: list[tuple[Kind, str]] = []
    for same, a, b in _whole(spans(_TOKEN.findall(old), _TOKEN.findall(new), room)):
        if same:
            pieces.append(("same", "".join(b)))
        else:
            both: tuple[tuple[Kind, str], ...] = (("gone", "".join(a)), ("new", "".join(b)))
            pieces += [(kind, text) for kind, text in both if text]
    return tuple(pieces)


Span = tuple[bool, "Sequence[str]", "Sequence[str]"]


def _whole(found: list[Span]) -> list[Span]:
    """A blank, a comma or one short word between two changes is no piece that stayed."""
    made: list[Span] = []
    for n, (same, a, b) in enumerate(found):
        between = 0 < n < len(found) - 1 and len("".join(b).strip()) < 4
        if made and not made[-1][0] and (not same or between):
            made[-1] = (False, [*made[-1][1], *a], [*made[-1][2], *b])
        else:
            made.append((same, a, b))
    return made


def spans(a: Sequence[str], b: Sequence[str], room: list[int]) -> list[Span]:
    """Both from end to end: what is the same in both, and what stands in the place of what, in turn.

    :param room: steps that may still be taken; what is taken is subtracted
    """
    head = 0
    while head < len(a) and head < len(b) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    found: list[Span] = [(True, a[:head], b[:head])]
    found += _myers(a[head : len(a) - tail], b[head : len(b) - tail], room)
    found.append((True, a[len(a) - tail :], b[len(b) - tail :]))
    return [(same, one, other) for same, one, other in found if one or other]


def _myers(a: Sequence[str], b: Sequence[str], room: list[int]) -> list[Span]:
    if not a or not b:
        return [(False, a, b)]
    steps = _path(a, b, room)
    found: list[Span] = []
    x = y = 0
    for at_x, at_y, length in [*steps, (len(a), len(b), 0)]:
        if at_x > x or at_y > y:
            found.append((False, a[x:at_x], b[y:at_y]))
        if length:
            found.append((True, a[at_x : at_x + length], b[at_y : at_y + length]))
        x, y = at_x + length, at_y + length
    return found


def _path(a: Sequence[str], b: Sequence[str], room: list[int]) -> list[tuple[int, int, int]]:
    """What both have, from where to where: places in a and b, and lengths; nothing where the texts differ in
    more than :data:`MOST` places."""
    furthest: dict[int, int] = {1: 0}
    trace: list[dict[int, int]] = []
    for d in range(min(len(a) + len(b), MOST) + 1):
        room[0] -= d + 1
        if room[0] < 0:
            break
        trace.append(dict(furthest))
        for k in range(-d + 2 * max(0, d - len(b)), d - 2 * max(0, d - len(a)) + 1, 2):
            x = _start(furthest, k, d)
            begin = x
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            room[0] -= x - begin
            furthest[k] = x
            if x >= len(a) and x - k >= len(b):
                return _back(trace, len(a), len(b))
    return []


def _start(furthest: dict[int, int], k: int, d: int) -> int:
    down = k == -d or (k != d and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
    return furthest[k + 1] if down else furthest[k - 1] + 1


def _back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for d in range(len(trace) - 1, -1, -1):
        furthest, k = trace[d], x - y
        begin = _start(furthest, k, d)
        if x > begin:
            found.append((begin, begin - k, x - begin))
        down = k == -d or (k != d and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
        x, y = (begin, begin - k - 1) if down else (begin - 1, begin - k)
    return found[::-1]
