"""From the chosen runs of text to typed blocks."""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from archive.article import Block
from newsarchive.extract.texts import CONTROL
from newsarchive.extract.turns import interview, live

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

_LEVEL = {f"h{n}": n for n in range(1, 7)}
_LISTS = frozenset({"ul", "ol"})
_SECTIONS = frozenset({"article", "section", "h1", "h2", "h3", "blockquote", "figure", "table"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
"""What editors leave in empty paragraphs."""
MAX_CELL = 400
"""A table with longer cells lays out the page; its text is read as paragraphs."""
_Group = tuple[str, int]


def build(page: Page, metadata: Metadata, chosen: list[Segment]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """The blocks and, beside each, the element it was read from."""
    view = page.view
    groups = _Groups(view)
    placed = [
        (block, at)
        for (kind, i), members in groupby(chosen, key=lambda s: groups.of(s.owner))
        for block, at in _blocks(view, kind, i, list(members))
        if block.text.strip(_UNSEEN)
    ]
    placed = live(page, metadata, interview(view, placed))
    return tuple(block for block, _ in placed), tuple(at for _, at in placed)


class _Groups:
    """What kind of block an element belongs to, and which element makes the block: known once asked."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[int, _Group] = {}
        self.is_list = cache(partial(_is_list, view))
        self.is_table = cache(partial(_is_table, view))

    def of(self, i: int) -> _Group:
        if i not in self.known:
            self.known[i] = self._find(i)
        return self.known[i]

    def _find(self, i: int) -> _Group:
        view = self.view
        if view.tags[i] in _LEVEL:
            return ("heading", i)
        found: _Group = ("paragraph", i)
        for j in (i, *view.ancestors(i)):
            tag = view.tags[j]
            if tag == "pre":
                return ("preformatted", j)
            if tag in _LISTS and self.is_list(j):
                found = ("list", j)
            elif tag == "table":
                return ("table", j) if self.is_table(j) else found
            elif tag == "blockquote" and found[0] == "paragraph":
                return ("quote", i)
            elif tag in ("article", "main", "body"):
                break
        return found


def _is_list(view: View, i: int) -> bool:
    """Whether a list holds items, not the parts of a page: blocks of many paragraphs, entries with times."""
    tags = frozenset(view.tags[i + 1 : min(view.ends[i], i + 400)])
    return view.length(i) < 20_000 and tags.isdisjoint(_SECTIONS) and not {"time", "p"} <= tags


def _is_table(view: View, i: int) -> bool:
    cells = [j for j in range(i + 1, view.ends[i]) if view.tags[j] in _CELLS]
    return (
        len(cells) > 1
        and "table" not in view.tags[i + 1 : view.ends[i]]
        and max(view.length(j) for j in cells) <= MAX_CELL
    )


def _blocks(view: View, kind: str, i: int, members: list[Segment]) -> Iterator[tuple[Block, int]]:
    if kind == "heading":
        text = " ".join(_text(view, s) for s in members)
        yield Block(type="heading", text=text, level=_LEVEL[view.tags[i]]), i
    elif kind == "list":
        items = tuple(_items(view, i, members))
        yield Block(type="list", text="\n".join(items), items=items, ordered=view.tags[i] == "ol"), i
    elif kind == "table":
        rows = _rows(view, i, members)
        yield Block(type="table", text="\n".join("\t".join(row).strip("\t") for row in rows), rows=rows), i
    elif kind == "preformatted":
        text = CONTROL.sub("\ufffd", "".join(view.elements[i].itertext()))
        yield Block(type="preformatted", text=text.strip("\n").rstrip()), i
    else:
        for segment in members:
            text = _text(view, segment)
            yield Block(type="quote" if kind == "quote" else "paragraph", text=text), segment.owner


def _text(view: View, segment: Segment) -> str:
    return view.text[segment.start : segment.stop]


def _items(view: View, i: int, members: list[Segment]) -> Iterator[str]:
    def item(segment: Segment) -> int:
        return next(
            (j for j in (segment.owner, *view.ancestors(segment.owner)) if view.tags[j] == "li" or j == i), i
        )

    for _, parts in groupby(members, key=item):
        yield " ".join(_text(view, s) for s in parts)


def _rows(view: View, i: int, members: list[Segment]) -> tuple[tuple[str, ...], ...]:
    cells: dict[int, list[str]] = {}
    for segment in members:
        at = segment.owner
        while at != i and view.tags[at] not in _CELLS and view.tags[at] != "caption":
            at = view.parents[at]
        cells.setdefault(at, []).append(_text(view, segment))
    rows: list[list[str]] = []
    for j in range(i, view.ends[i]):
        if view.tags[j] in ("tr", "caption") or (j == i and i in cells):
            rows.append([])
        if rows and (view.tags[j] in _CELLS or j in cells):
            rows[-1].append(" ".join(cells.get(j, ())))
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)
