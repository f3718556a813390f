"""Bylines as printed, found by the names of their classes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import names
from newsarchive.extract.hints import BYLINE, ELSEWHERE, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.view import View


NEAR = 60
"""Elements below the headline among which a line without a telling class can be the byline."""
LONGEST = 90
MOST = 30
"""Bylines that are looked at, and ancestors: a page can hold any number of both."""
CLIMB = 40


STORY = 1_000
"""Characters; an article element of fewer that does not hold the headline is the card of another story."""
NOTE = 120
"""Characters of an aside that can hold a date and a name."""


class Byline(NamedTuple):
    """A byline in sight."""

    text: str
    names: tuple[str, ...]
    at: int


def elsewhere(view: View, i: int, *, around: int = -1) -> bool:
    """Whether an element stands in a part of the page that belongs to other stories, comments or the site.

    What also holds the element `around` (the headline) is the article's own, whatever its name.
    """
    for j in (i, *islice(view.ancestors(i), CLIMB)):
        tag = view.tags[j]
        if view.inside(around, j) or tag in ("body", "main") or 2 * view.length(j) > len(view.text):
            return False
        if tag == "article":
            return around >= 0 and view.length(j) < STORY
        if tag in ("nav", "footer", "blockquote") or (tag == "aside" and view.length(j) > NOTE):
            return True
        if marks(view.hints[j]) & ELSEWHERE:
            return True
    return False


def find(view: View, headline: int) -> list[Byline]:
    """The bylines in sight, those nearest to the headline first."""
    found: list[Byline] = []
    for i, hint in enumerate(view.hints):
        if not hint or not 3 <= view.stops[i] - view.starts[i] <= 250 or not marks(hint) & BYLINE:
            continue
        if any(view.inside(i, b.at) for b in found[-3:]) or elsewhere(view, i):
            continue
        if (names_ := _names(view, i)) and len(names_) <= 6:
            found.append(Byline(view.text_of(i), names_, i))
        if len(found) >= MOST:
            break
    if not found and headline >= 0:
        found = list(_worded(view, headline))
    return sorted(found, key=lambda b: abs(b.at - headline) + (200 if b.at < headline - 30 else 0))


def _worded(view: View, headline: int) -> Iterator[Byline]:
    """Short lines below the headline that begin as bylines do, whatever their class."""
    for segment in view.segments:
        if headline < segment.owner <= headline + NEAR and 5 <= segment.stop - segment.start <= LONGEST:
            text = view.text[segment.start : segment.stop].replace("\n", " ").strip()
            if names.is_byline(text) and (found := names.unique(names.split(text))) and len(found) <= 4:
                yield Byline(text, found, segment.owner)


def _names(view: View, i: int) -> tuple[str, ...]:
    """The names in a byline: of its links, where it has some, else of its words."""
    linked = [
        view.text_of(j)
        for j in view.by_tag.get("a", ())
        if i <= j < view.ends[i] and "mailto:" not in (view.elements[j].get("href") or "")
    ]
    found = [n for text in linked for n in names.split(text)]
    if not found:
        lines = view.text[view.starts[i] : view.stops[i]].split("\n")
        found = [n for line in lines for n in names.split(line) if " " in n or len(lines) == 1]
    return names.unique(found)
