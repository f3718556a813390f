"""The body: which runs of text are the article, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.article import Block
from newsarchive.extract import stored_body
from newsarchive.extract.blocks import build
from newsarchive.extract.choice import choose
from newsarchive.extract.texts import clean

if TYPE_CHECKING:
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

LITTLE = 250
"""Characters of text in sight below which the JSON-LD's articleBody is taken where it says twice as much."""
_LINES = re.compile(r"\n|<(?:/?p|br)\b[^>]{0,200}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """The article's running text as it stands on the page."""

    blocks: tuple[Block, ...] = ()
    indices: tuple[int, ...] = ()
    """The element each block was read from."""
    containers: tuple[int, ...] = ()
    """Elements that hold the article; disjoint, in document order."""
    start: int = 0
    """Index of the first element of the running text."""
    stop: int = 0
    """Index after the last one."""
    dropped: tuple[int, ...] = ()
    """Elements between start and stop that hold nothing of the running text: boxes, captions, prompts."""


def read_body(page: Page, metadata: Metadata) -> Body:
    """The article's blocks, and where they stand."""
    chosen = choose(page, metadata)
    said, shown = page.ld.longest("articleBody"), sum(s.stop - s.start for s in chosen)
    if shown < LITTLE and not said:
        said = stored_body.read(page, metadata.headline)
    if shown < min(LITTLE, len(said) / 2):
        return Body(_paragraphs(said))
    if not chosen:
        return Body()
    blocks, indices = build(page, metadata, chosen)
    start, stop = min(s.owner for s in chosen), max(page.view.ends[s.owner] for s in chosen)
    containers = _containers(page.view, chosen)
    return Body(blocks, indices, containers, start, stop, _dropped(page.view, chosen, start, stop))


def _paragraphs(text: str) -> tuple[Block, ...]:
    """The blocks of a page whose text stands in its JSON-LD only."""
    lines = (clean(line) for line in _LINES.split(text))
    return tuple(Block(type="paragraph", text=line) for line in lines if line)


def _containers(view: View, chosen: list[Segment]) -> tuple[int, ...]:
    """The deepest element that holds nine tenths of the chosen text, and what stands outside of it."""
    weight: dict[int, int] = {}
    total = 0
    for segment in chosen:
        length = segment.stop - segment.start
        total += length
        i = segment.owner
        while i >= 0:
            weight[i] = weight.get(i, 0) + length
            i = view.parents[i]
    main = max(
        (i for i, w in weight.items() if w >= 0.9 * total),
        key=lambda i: view.depths[i],
        default=chosen[0].owner,
    )
    if any(s.owner == main for s in chosen) and view.parents[main] >= 0 and view.tags[main] in ("p", "li"):
        main = view.parents[main]
    found = [main]
    for segment in chosen:
        i = segment.owner
        if not any(view.inside(i, j) for j in found):
            found = [j for j in found if not view.inside(j, i)] + [i]
    return tuple(sorted(found))


def _dropped(view: View, chosen: list[Segment], start: int, stop: int) -> tuple[int, ...]:
    holding: set[int] = set()
    for segment in chosen:
        i = segment.owner
        while i >= 0 and i not in holding:
            holding.add(i)
            i = view.parents[i]
    owners = {s.owner for s in chosen}
    dropped, i = [], start
    while i < stop:
        if i in owners:
            i = _after_inline(view, i, holding, owners)
        elif i in holding:
            i += 1
        else:
            dropped.append(i)
            i = view.ends[i]
    return tuple(dropped)


def _after_inline(view: View, i: int, holding: set[int], owners: set[int]) -> int:
    """The next element to look at after one whose own text was chosen."""
    inner = any((j in holding and j not in owners) or j in owners for j in view.children(i))
    return i + 1 if inner else view.ends[i]
