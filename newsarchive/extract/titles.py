"""The headline: chosen from h1, JSON-LD, OpenGraph and <title>, without the name of the site.

On the development pages the best single source is right on 84 % of pages and some source on 98 %. The
printed h1
wins where a machine source vouches for it; else the machine sources are asked in the order of their worth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract.jsonld import types
from newsarchive.extract.texts import clean, fold, key, overlap, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsarchive.extract.sources import Sources

VOUCHED = 0.55
"""Least overlap of an h1 with a machine title; printed and machine headline often differ in half their
words."""
SHORTEST = 20
"""Least characters of a headline that stands behind a kicker."""

_KICKER_ENDS = (":", "-", "–", "—", "|", "+++", "•", "·", "/")
_SEPARATOR = re.compile(
    r"\s+[|–—\-·•»›:~/]+\s+|\s*\|\s*|\s::\s|\s[-–—](?=\w)|(?<=\w)[–—-]\s|\s*[｜│ㅣ]\s*|\s*_(?=\S)"
)


class Heading(NamedTuple):
    """A printed heading and the index of its element."""

    text: str
    at: int


def strip_site(title: str, names: Iterable[str]) -> str:
    """A title without the names of the site (and what stands beyond them) at its ends."""
    keys = {key(n) for n in names if key(n)}
    while True:
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            return title
        if _is_site(title[cuts[-1].end() :], keys) and title[: cuts[-1].start()].strip():
            title = title[: cuts[-1].start()].strip()
        elif _is_site(title[: cuts[0].start()], keys) and title[cuts[0].end() :].strip():
            title = title[cuts[0].end() :].strip()
        else:
            return title


def _is_site(part: str, keys: set[str]) -> bool:
    mine = key(part)
    if not mine:
        return True
    return mine in keys or any(len(k) > 3 and (k.startswith(mine) and len(mine) > 3) for k in keys)


def choose(
    headings: Sequence[Heading], machine: Sequence[str], title: str, *, agreed: str = ""
) -> tuple[str | None, int]:
    """The headline and the index of the element where it is printed, -1 where it is nowhere.

    `machine` are the titles of metadata, the most trusted first; `title` is the page's <title>. None of them
    bears the site's name any more. `agreed` is what the sources of a news article agree on: it wins over an
    h1 that says something else (a live page's last message, a headline cut to fit).
    """
    witnesses = [*machine, title] if title else list(machine)
    best, best_score = None, 0.0
    for place, heading in enumerate(headings):
        score = max((_likeness(heading.text, w) for w in witnesses), default=0.0) - place * 0.001
        if score > best_score:
            best, best_score = heading, score
    if best and best_score >= VOUCHED:
        return agreed or _kickerless(best.text, machine), best.at
    if machine:
        return machine[0], -1
    if headings and not title:
        return headings[0].text, headings[0].at
    return (title, -1) if title else (None, -1)


def _kickerless(heading: str, machine: Sequence[str]) -> str:
    """An h1 without the kicker at its beginning, where a machine title is the rest of it."""
    for witness in machine:
        start = len(heading) - len(witness)
        if start > 2 and len(witness) >= SHORTEST and fold(heading[start:]) == fold(witness):
            before = heading[:start].rstrip()
            if before.endswith(_KICKER_ENDS):
                return heading[start:]
    return heading


def _likeness(heading: str, witness: str) -> float:
    if fold(heading) == fold(witness):
        return 1.0
    likeness = overlap(heading, witness)
    shared = min(len(key(heading)), len(key(witness)))
    if shared >= 16:  # a headline cut short, or with its kicker: one holds the other
        likeness = max(likeness, 0.9 * within(heading, witness), 0.85 * within(witness, heading))
    return likeness


def read(sources: Sources) -> tuple[str | None, int]:
    """The page's headline and the index of the element that prints it, -1 where none does."""
    sites = sources.site_names
    machine = [*sources.ld_texts("headline"), *sources.meta("og:title"), *sources.ld_texts("name")]
    machine += sources.meta(
        "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"
    )
    if not machine:
        machine = [text for text, _ in sources.itemprop("headline")]
    view = sources.page.view
    titles = [clean(view.elements[i].text) for i in view.by_tag.get("title", ())[:1]]
    headings = [Heading(view.text_of(i), i) for i in view.by_tag.get("h1", ()) if 3 <= view.length(i) <= 400]
    stripped = [strip_site(m, sites) for m in machine]
    return choose(
        headings,
        stripped,
        strip_site(titles[0], sites) if titles else "",
        agreed=_agreed(sources, stripped),
    )


def _agreed(sources: Sources, machine: Sequence[str]) -> str:
    """What JSON-LD of a news article and OpenGraph both give as the title; "" where they don't."""
    if not machine or not any(t.endswith("NewsArticle") for t in types(sources.node)):
        return ""
    shared = fold(machine[0]) in {fold(strip_site(t, sources.site_names)) for t in sources.meta("og:title")}
    return machine[0] if sources.ld_texts("headline") and shared else ""
