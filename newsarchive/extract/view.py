"""The tree of a page in document order as flat lists, made in one walk: what every field reads from."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE = frozenset(
    """a abbr acronym audio b bdi bdo big button canvas cite code data del dfn em font i iframe img input ins
    kbd label map mark meter object output picture progress q rb rp rt ruby s samp select small span strike
    strong sub sup svg time tt u var video wbr nobr link meta amp-img noscript textarea""".split()
)
"""Elements whose edges are not borders between blocks of text."""
SILENT = frozenset({"head", "title", "noscript", "iframe", "select", "textarea", "object", "datalist", "rp"})
"""Elements that stay in the tree and whose text is not the page's running text."""


class Segment(NamedTuple):
    """A run of text between two borders of blocks."""

    owner: int
    """The innermost block element it stands in."""
    start: int
    stop: int
    linked: int
    """Characters of it that stand in links."""


class View:
    """One entry an element, by index in document order. ``docs/architecture.md`` lists what there is."""

    __slots__ = (
        "by_tag",
        "depths",
        "elements",
        "ends",
        "hints",
        "index",
        "links",
        "parents",
        "segments",
        "starts",
        "stops",
        "tags",
        "text",
    )

    def __init__(self, root: Any) -> None:
        self.elements: list[Any] = []
        self.tags: list[str] = []
        self.hints: list[str] = []
        self.parents: list[int] = []
        self.depths: list[int] = []
        self.ends: list[int] = []
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.links: list[int] = []
        self.segments: list[Segment] = []
        self.by_tag: dict[str, list[int]] = {}
        self.index: dict[Any, int] = {}
        self.text = _walk(self, root)
        self._look_up()

    def text_of(self, i: int) -> str:
        """The text of a subtree in one line, blanks collapsed."""
        return " ".join(self.text[self.starts[i] : self.stops[i]].split())

    def length(self, i: int) -> int:
        """Characters of text in a subtree."""
        return self.stops[i] - self.starts[i]

    def density(self, i: int) -> float:
        """The share of a subtree's text that stands in links, 0 to 1; 0 where there is no text."""
        return self.links[i] / (self.length(i) or 1)

    def inside(self, i: int, j: int) -> bool:
        """Whether element i is j or stands in it."""
        return j <= i < self.ends[j]

    def ancestors(self, i: int) -> Iterator[int]:
        """The elements around one, its parent first."""
        while (i := self.parents[i]) >= 0:
            yield i

    def children(self, i: int) -> Iterator[int]:
        """The elements directly within one."""
        child, end = i + 1, self.ends[i]
        while child < end:
            yield child
            child = self.ends[child]

    def cut(self, i: int) -> None:
        """Take a subtree off the tree and out of every list, its text with it."""
        element, end, count = self.elements[i], self.ends[i], self.ends[i] - i
        start, length, linked = self.starts[i], self.length(i), self.links[i]

        def moved(place: int) -> int:
            return place if place <= start else max(start, place - length)

        for j in self.ancestors(i):
            self.links[j] -= linked
        for entries in (self.elements, self.tags, self.hints, self.depths, self.links):
            del entries[i:end]
        self.text = self.text[:start] + self.text[start + length :]
        self.parents = [p if p < end else p - count for p in self.parents[:i] + self.parents[end:]]
        self.ends = [e if e <= i else e - count for e in self.ends[:i] + self.ends[end:]]
        self.starts = [moved(s) for s in self.starts[:i] + self.starts[end:]]
        self.stops = [moved(s) for s in self.stops[:i] + self.stops[end:]]
        self.segments = [
            Segment(s.owner if s.owner < i else s.owner - count, moved(s.start), moved(s.stop), s.linked)
            for s in self.segments
            if moved(s.start) < moved(s.stop)
        ]
        _drop(element)
        self._look_up()

    def _look_up(self) -> None:
        self.index = {element: i for i, element in enumerate(self.elements)}
        by_tag = defaultdict(list)
        for i, tag in enumerate(self.tags):
            by_tag[tag].append(i)
        self.by_tag = dict(by_tag)


def _drop(element: Any) -> None:
    """Take an element off its tree, leaving the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _walk(view: View, root: Any) -> str:  # noqa: C901 - the one hot loop: calls would double its cost
    elements, tags, hints, parents, depths = view.elements, view.tags, view.hints, view.parents, view.depths
    ends, starts, stops, links, segments = view.ends, view.starts, view.stops, view.links, view.segments
    pieces: list[str] = []
    open_: list[tuple[Any, int, str, int]] = []  # element, index, tag, index of its innermost block
    place = linked = before = anchors = silent = breaks = 0
    top: Any = None
    run, owner, space = -1, 0, False
    for element in chain(root.iter("*"), (None,)):
        parent = element.getparent() if element is not None else None
        while top is not parent:  # close what has ended
            _, i, tag, outer = open_.pop()
            ends[i] = len(tags)
            links[i] = linked - links[i]
            stops[i] = place
            if tag not in INLINE:
                if run >= 0:
                    segments.append(Segment(owner, run, place, linked - before))
                    pieces.append("\n")
                    place += 1
                    run = -1
                owner = outer
            elif tag == "a":
                anchors -= 1
            if tag in SILENT:
                silent -= 1
            tail = top.tail if open_ else None
            top = open_[-1][0] if open_ else None
            if tail and not silent:
                words = tail.split()
                if not words:
                    space = True
                    continue
                piece = " ".join(words)
                if run < 0:
                    run, before = place, linked
                elif space or tail[0].isspace():
                    piece = " " + piece
                space = tail[-1].isspace()
                breaks = 0
                pieces.append(piece)
                place += len(piece)
                if anchors:
                    linked += len(piece)
        if element is None:
            break
        i, tag = len(tags), element.tag
        elements.append(element)
        tags.append(tag)
        hint, name = element.get("class"), element.get("id")
        hints.append((f"{hint} {name}" if hint and name else hint or name or "").lower())
        parents.append(open_[-1][1] if open_ else -1)
        depths.append(len(open_))
        ends.append(0)
        stops.append(0)
        links.append(linked)
        open_.append((element, i, tag, owner))
        top = element
        if tag not in INLINE or (tag == "br" and breaks):
            if run >= 0:
                segments.append(Segment(owner, run, place, linked - before))
                pieces.append("\n")
                place += 1
                run = -1
            if tag != "br":
                owner = i
        elif tag == "a":
            anchors += 1
        elif tag == "br":
            breaks += 1
            space = True
        if tag in SILENT:
            silent += 1
        starts.append(place)
        text = element.text
        if text and not silent:
            words = text.split()
            if not words:
                space = True
                continue
            piece = " ".join(words)
            if run < 0:
                run, before = place, linked
            elif space or text[0].isspace():
                piece = " " + piece
            space = text[-1].isspace()
            breaks = 0
            pieces.append(piece)
            place += len(piece)
            if anchors:
                linked += len(piece)
    return "".join(pieces)
