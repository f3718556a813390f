"""Live entries and interviews: blocks that own those which follow."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.article import Block
from newsarchive.extract.dates import parse
from newsarchive.extract.regions import BIT, regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import View

_ASKS = ("?", "？", "؟", ";")
_BOLD = frozenset({"strong", "b", "em", "i"})
_Placed = list[tuple[Block, int]]


def live(page: Page, metadata: Metadata, blocks: _Placed) -> _Placed:
    """The blocks with a live entry before the first of each; only on pages that are a live blog."""
    entries = _entries(page.view) if _is_live(page, metadata) else []
    if len(entries) < 2:
        return blocks
    view, placed, last = page.view, _Placed(), -1
    starts = [entry for entry, _ in entries]
    for block, i in blocks:
        entry, time = entries[max(bisect_right(starts, i) - 1, 0)]
        if not view.inside(i, entry):
            entry = -1
        if entry >= 0 and entry != last:
            raw = view.elements[time].get("datetime") or view.text_of(time)
            title = block.text if block.type == "heading" else ""
            placed.append((Block(type="live-entry", text=title, date=parse(raw)), entry))
            if title:
                last = entry
                continue
        last = entry
        placed.append((block, i))
    return placed


def interview(view: View, blocks: _Placed) -> _Placed:
    """The blocks with questions and answers told apart, where bold paragraphs ask twice or more."""
    bold = cache(partial(_is_bold, view))
    asks = [block.type == "paragraph" and block.text.endswith(_ASKS) and bold(i) for block, i in blocks]
    if sum(asks) < 2 or any(one and other for one, other in pairwise(asks)):
        return blocks
    placed, asked = _Placed(), False
    for (block, i), question in zip(blocks, asks, strict=True):
        asked = question or (asked and block.type == "paragraph")
        if asked:
            block = replace(block, type="question") if question else replace(block, type="answer")
        placed.append((block, i))
    return placed


def _is_bold(view: View, i: int) -> bool:
    """Whether a paragraph is all bold."""
    bold = next((j for j in view.children(i) if view.tags[j] in _BOLD), -1)
    return bold >= 0 and view.length(bold) >= 0.95 * view.length(i)


def _is_live(page: Page, metadata: Metadata) -> bool:
    return metadata.genre == "live" or bool(page.ld.of_type("LiveBlogPosting"))


def _entries(view: View) -> list[tuple[int, int]]:
    """Elements that hold one time each and stand beside one another, each with its time."""
    times = [t for t in view.by_tag.get("time", ()) if not regions(view.hints[t]) & BIT["comment"]]
    found = list(_climb(view, times))
    parents = [view.parents[entry] for entry, _ in found]
    common = max(parents, key=parents.count, default=-1)
    return [one for one, parent in zip(found, parents, strict=True) if parent == common]


def _climb(view: View, times: list[int]) -> Iterator[tuple[int, int]]:
    for number, time in enumerate(times):
        before = times[number - 1] if number else -1
        after = times[number + 1] if number + 1 < len(times) else len(view.tags)
        entry = time
        while (above := view.parents[entry]) > before and view.ends[above] <= after:
            entry = above
        if entry != time:
            yield entry, time
