"""The tree of a page in document order as flat lists, made in one walk: what every field reads from."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from newsarchive.extract.texts import CONTROL, fold_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INLINE = frozenset(
    """a abbr acronym audio b bdi bdo big button canvas cite code data del dfn em font i iframe img input ins
    kbd label map mark meter object output picture progress q rb rp rt ruby s samp select small span strike
    strong sub sup svg time tt u var video wbr nobr link meta amp-img noscript textarea""".split()
)
"""Elements whose edges are not borders between blocks of text."""
SILENT = frozenset({"head", "title", "noscript", "iframe", "select", "textarea", "object", "datalist", "rp"})
"""Elements that stay in the tree and whose text is not the page's running text."""

_LINK, _BLOCK, _BREAK, _MUTE = 1, 2, 4, 8
_KINDS = dict.fromkeys(INLINE, 0) | {"a": _LINK, "br": _BLOCK | _BREAK}
_KINDS |= {tag: _KINDS.get(tag, _BLOCK) | _MUTE for tag in SILENT}


class Segment(NamedTuple):
    """A run of text between two borders of blocks."""

    owner: int
    """The innermost block element it stands in."""
    start: int
    stop: int
    linked: int
    """Characters of it that stand in links."""


_CUT = "cut"
_START = attrgetter("start")


class View:
    """One entry an element, by index in document order. ``docs/architecture.md`` lists what there is."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._read()

    def _read(self) -> None:
        # Lists made element by element in C or in a comprehension: the walk then touches no element.
        self.elements: list[Any] = list(self.root.iter("*"))
        self.tags: list[str] = [element.tag for element in self.elements]
        self.hints: list[str] = [element.get("class", "").lower() for element in self.elements]
        for i, element in enumerate(self.elements):
            if name := element.get("id"):
                self.hints[i] = f"{self.hints[i]} {name.lower()}" if self.hints[i] else name.lower()
        self.parents: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = [0] * len(self.tags)
        self.stops: list[int] = [0] * len(self.tags)
        self.links: list[int] = [0] * len(self.tags)
        self.segments: list[Segment] = []
        text = _walk(self)
        # One for one, as the places are known: HTML has U+FFFD for the first of them.
        self.text = CONTROL.sub("\ufffd", text) if CONTROL.search(text) else text

    @cached_property
    def index(self) -> dict[Any, int]:
        """The place of each element."""
        return {element: i for i, element in enumerate(self.elements)}

    @cached_property
    def by_tag(self) -> dict[str, list[int]]:
        """The places of the elements of each name."""
        places = defaultdict(list)
        for i, tag in enumerate(self.tags):
            places[tag].append(i)
        return dict(places)

    @cached_property
    def depths(self) -> list[int]:
        """How many elements stand around each."""
        depths: list[int] = []
        for parent in self.parents:
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
        return depths

    @cached_property
    def lines(self) -> list[str]:
        """The text of each segment."""
        return self.text.split("\n")[:-1]

    @cached_property
    def folded(self) -> list[str]:
        """The same, folded (:func:`~newsarchive.extract.texts.fold`)."""
        return fold_lines(self.lines)

    def text_of(self, i: int) -> str:
        """The text of a subtree in one line, blanks collapsed."""
        return self.text[self.starts[i] : self.stops[i]].replace("\n", " ").strip(" ")

    def length(self, i: int) -> int:
        """Characters of text in a subtree."""
        return self.stops[i] - self.starts[i]

    def density(self, i: int) -> float:
        """The share of a subtree's text that stands in links, 0 to 1; 0 where there is no text."""
        return self.links[i] / (self.stops[i] - self.starts[i] or 1)

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

    def runs(self, i: int) -> range:
        """The numbers of the segments that begin in an element."""
        first = bisect_left(self.segments, self.starts[i], key=_START)
        return range(first, bisect_left(self.segments, self.stops[i], first, key=_START))

    def cut(self, places: Iterable[int]) -> None:
        """Take subtrees off the tree, their text with them, and walk what is left: linear, however many."""
        for i in places:
            self.elements[i].tag = _CUT
        # In C: text with control characters, which parsers read and libxml2 keeps, can't be set from Python.
        etree.strip_elements(self.root, _CUT, with_tail=False)
        for name in ("index", "by_tag", "depths", "lines", "folded"):
            self.__dict__.pop(name, None)
        self._read()


def _walk(view: View) -> str:  # noqa: C901 - the one hot loop: calls for each element would double its cost
    """Fill the lists of a view; the text of the page."""
    elements, tags, parents, starts = view.elements, view.tags, view.parents, view.starts
    ends, stops, links, segments = view.ends, view.stops, view.links, view.segments
    texts = [element.text for element in elements]
    tails = [element.tail for element in elements]
    kinds = [_KINDS.get(tag, _BLOCK) for tag in tags]
    owners = [0] * len(tags)
    pieces: list[str] = []
    place = linked = before = anchors = mute = 0
    run, owner, space = -1, 0, False

    def add(text: str) -> None:
        nonlocal place, linked, before, run, space
        piece = " ".join(text.split())
        if run < 0:
            run, before = place, linked
        elif space or text[0].isspace():
            piece = " " + piece
        space = text[-1].isspace()
        pieces.append(piece)
        place += len(piece)
        if anchors:
            linked += len(piece)

    def border() -> None:
        nonlocal place, run
        segments.append(Segment(owner, run, place, linked - before))
        pieces.append("\n")
        place += 1
        run = -1

    top, to_come = -1, 1  # the innermost open element; its children not yet seen
    open_: list[int] = []  # the same for those around it
    for i, count in enumerate(map(len, elements)):
        kind = kinds[i]
        parents.append(top)
        if kind:
            if kind & _BLOCK:
                owners[i] = owner
                if run >= 0:
                    border()
                if not kind & _BREAK:
                    owner = i
            elif kind & _LINK:
                anchors += 1
            if kind & _MUTE:
                mute += 1
        starts.append(place)
        links[i] = linked
        if not mute and (text := texts[i]):
            if text.isspace():
                space = True
            else:
                add(text)
        if count:
            open_.append(to_come)
            top, to_come = i, count
            continue
        ended = i
        while True:  # close what has ended
            ends[ended] = i + 1
            stops[ended] = place
            links[ended] = linked - links[ended]
            if kind := kinds[ended]:
                if kind & _BLOCK:
                    if run >= 0:
                        border()
                    owner = owners[ended]
                elif kind & _LINK:
                    anchors -= 1
                if kind & _MUTE:
                    mute -= 1
            if top < 0:
                break
            if not mute and (text := tails[ended]):
                if text.isspace():
                    space = True
                else:
                    add(text)
            to_come -= 1
            if to_come:
                break
            ended, top, to_come = top, parents[top], open_.pop()
    return "".join(pieces)
