"""The headline: chosen from h1, JSON-LD, OpenGraph and <title>, without the name of the site.

On the development pages the best single source is right on 84 % of pages and some source on 98 %. The
printed h1 wins where a machine source vouches for it, or where it stands alone and does not belie the
address; else the machine sources are asked in the order of their worth.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from newsarchive.extract import dates
from newsarchive.extract.headings import ties
from newsarchive.extract.hints import DATE, KICKER, marks
from newsarchive.extract.jsonld import types
from newsarchive.extract.texts import clean, fold, key, overlap, tokens, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.extract.sources import Sources
    from newsarchive.extract.view import View

VOUCHED = 0.55
"""Least overlap of an h1 with a machine title; printed and machine headline often differ in half their
words."""
WHOLE = 0.85
"""Likeness from which on nothing else is asked."""
SHORTEST = 20
"""Least characters of a headline that stands behind a kicker."""

LONGEST = 1_000
"""Characters of a title that are read; the longest headline of the development pages has 175."""
MOST = 30
"""Headings that are looked at."""

_SEPARATOR = re.compile(
    r"\s+[|–—\-·•»›:~/]+\s+|\s*\|\s*|\s::\s|\s[-–—](?=\w)|(?<=\w)[–—-]\s|\s*[｜│ㅣ]\s*|\s*_(?=\S)"
)


_PAPER = re.compile(
    r"(?<=\S)\s*[-_–—|｜]\s*[^\s\-_–—|｜]{1,10}(?:网|網|报|報|日报|日報|新闻|新聞|在线|在線|ニュース|通信|通讯社|뉴스|신문|일보)$"
)
"""The name of a paper in Chinese, Japanese or Korean at the end of a title, told by its kind."""
_PARTS = re.compile(r"\s+[|–—\-·•»›/]+\s+|\s*[|»｜]\s*")


class Heading(NamedTuple):
    """A printed heading and the index of its element."""

    text: str
    at: int


def without_site(title: str, keys: set[str], sections: frozenset[str] = frozenset()) -> str:
    """A title without the names of the site (and what stands beyond them) at its ends.

    :param keys: those names (:func:`~newsarchive.extract.texts.key`)
    :param sections: names of sections, which come off the end too
    """
    if len(title) > LONGEST:
        title = title[:LONGEST].rpartition(" ")[0] or title[:LONGEST]
    title = _PAPER.sub("", title)
    while True:
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            return title
        last = title[cuts[-1].end() :]
        if (_is_site(last, keys) or key(last) in sections) and title[: cuts[-1].start()].strip():
            title = title[: cuts[-1].start()].strip()
        elif _is_site(title[: cuts[0].start()], keys) and title[cuts[0].end() :].strip():
            title = title[cuts[0].end() :].strip()
        else:
            return title


def _is_site(part: str, keys: set[str]) -> bool:
    mine = key(part)
    if not mine or mine in keys or keys.issuperset(tokens(part)):
        return True
    return any(
        (len(mine) > 3 and k.startswith(mine)) or (len(mine) > 5 and mine in k) for k in keys if len(k) > 3
    )


def choose(
    headings: Sequence[Heading],
    machine: Sequence[str],
    title: str,
    *,
    agreed: str = "",
    slug: frozenset[str] = frozenset(),
) -> tuple[str | None, int]:
    """The headline and the index of the element where it is printed, -1 where it is nowhere.

    `machine` are the titles of metadata, the most trusted first; `title` is the page's <title>. None of them
    bears the site's name any more. `agreed` is what the sources of a news article agree on: it wins over an
    h1 that says something else (a live page's last message, a headline cut to fit). `slug` are the words
    of the address.
    """
    witnesses = [*machine, title] if title else list(machine)
    best, best_score = None, 0.0
    for place, heading in enumerate(headings):
        score = max((_likeness(heading.text, w) for w in witnesses), default=0.0) - place * 0.001
        if score > best_score:
            best, best_score = heading, score
    if (
        best
        and title
        and not machine
        and slug
        and _belied(best.text, [part := _longest_part(title, slug)], slug)
    ):
        return part, -1
    if best and best_score >= VOUCHED and not (best_score < WHOLE and _belied(best.text, witnesses, slug)):
        return agreed or _kickerless(best.text, machine), best.at
    if len(headings) == 1 and not agreed and not _belied(headings[0].text, witnesses, slug):
        return headings[0]
    if machine:
        return machine[0], -1
    if headings and not title:
        return headings[0]
    return (_longest_part(title, slug), -1) if title else (None, -1)


def _begins(title: str, heading: str) -> bool:
    """Whether a title is but the beginning of a heading, cut off or shortened."""
    start, whole = fold(title.rstrip(" .…")), fold(heading)
    cut = title.endswith(("...", "…"))
    rest = whole[len(start) :] if len(start) >= SHORTEST and whole.startswith(start) else ""
    return bool(rest.strip(" .…")) and (cut or (rest.startswith(" ") and rest[1:2].isalnum()))


def _belied(heading: str, witnesses: Sequence[str], slug: frozenset[str]) -> bool:
    """Whether the address has words of another title and none of the heading's: that is a section's."""
    if not witnesses:
        return False
    mine, other = (len(slug.intersection(tokens(t))) for t in (heading, witnesses[0]))
    return mine == 0 and (other > 1 or len(tokens(heading)) < 3)


def _longest_part(title: str, slug: frozenset[str]) -> str:
    """Of a <title> of parts (site, section, headline) the headline: by the address, by length."""
    parts = [p.strip() for p in _PARTS.split(title) if p.strip()]
    if len(parts) < 3 and not (len(parts) == 2 and slug):
        return title
    scored = sorted(parts, key=lambda p: (len(slug.intersection(tokens(p))), len(p)))
    if len(parts) == 2 and slug.intersection(tokens(scored[0])):
        return title
    return scored[-1]


def _kickerless(heading: str, machine: Sequence[str]) -> str:
    """An h1 without the kicker at its beginning, where a machine title is the rest of it."""
    for witness in machine:
        start = len(heading) - len(witness)
        apart = start > 2 and not heading[start - 1].isalnum() and heading[start - 1] != "-"
        if apart and len(witness) >= SHORTEST and fold(heading[start:]) == fold(witness):
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
    own = {key(name) for name in sources.site_names} - {""}
    machine = [*sources.ld_texts("headline"), *sources.meta("og:title"), *sources.ld_texts("name")]
    machine += sources.meta(
        "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"
    )
    if not machine:
        machine = [text for text, _ in sources.itemprop("headline")]
    view = sources.page.view
    titles = [clean((view.elements[i].text or "")[: 2 * LONGEST]) for i in view.by_tag.get("title", ())[:1]]
    sections = _sections(sources.page.address)
    stripped = [t for m in dict.fromkeys(machine) if key(t := without_site(m, own, sections)) not in own]
    stripped = [_whole(t, stripped) for t in dict.fromkeys(stripped)]
    said = {fold(t) for t in stripped}
    headings = [
        Heading(text, i)
        for i in islice(view.by_tag.get("h1", ()), MOST)
        if 3 <= view.length(i) <= 400
        and not _SITE.search(view.hints[i])
        and key(text := without_site(_printed(sources, i, said), own)) not in own
    ]
    if not headings:
        headings = [h for h in _seconds(view) if any(_begins(t, h.text) for t in stripped)][:1]
    if len(headings) > 1:
        headings = [h for h in headings if fold(h.text) in said or ties(fold(h.text)) is None] or headings
    return choose(
        headings,
        stripped,
        without_site(titles[0], own, sections) if titles else "",
        agreed=_agreed(sources, stripped, own),
        slug=_slug(sources.page.address),
    )


def _seconds(view: View) -> Iterator[Heading]:
    """The headings of the second rank that lead nowhere: where there is no first, one may be the headline."""
    for i in islice(view.by_tag.get("h2", ()), MOST):
        if SHORTEST <= view.length(i) <= 400 and not view.density(i):
            yield Heading(clean(view.text_of(i)), i)


_SITE = re.compile(r"(?:^|\s)(?:[\w-]*logo\b|site-?(?:title|name)|navbar-brand|screen-reader-text)")
"""Classes of an h1 that is the name of the site, or is not shown."""


def _sections(address: str) -> frozenset[str]:
    """The directories of an address: what stands behind a bar at the end of a title is one of them."""
    parts = unquote(urlsplit(address).path).strip("/").split("/")[:-1]
    return frozenset(key(part) for part in parts) - {""}


def _whole(title: str, others: Sequence[str]) -> str:
    """A title, or another machine's that goes on where it was cut off."""
    if len(title) < CUT:
        return title
    longer = (t for t in others if t.startswith(f"{title} ") and t[len(title) + 1].isalnum())
    return max(longer, key=len, default=title)


CUT = 60
"""Characters from which on titles are cut off."""


def _printed(sources: Sources, i: int, said: set[str]) -> str:
    """An h1 without the kicker or date that its first or last part is; whole where a machine has it so."""
    view = sources.page.view
    whole = clean(view.text_of(i))
    if fold(whole) in said:
        return whole
    inner = [c for c in view.children(i) if view.length(c)]
    for c in inner[:6]:
        for start, stop in ((view.starts[i], view.starts[c]), (view.stops[c], view.stops[i])):
            if stop - start >= SHORTEST and fold(part := clean(view.text[start:stop])) in said:
                return part  # the rest is a kicker or a second line, whatever its class
    kept = [(view.starts[i], view.stops[i])]
    if len(inner) > 1 or (inner and view.length(inner[0]) < view.length(i)):
        for c in inner[:1] + inner[-1:]:
            if view.length(c) < view.length(i) / 2 and (
                marks(view.hints[c]) & (KICKER | DATE) or dates.printed(view.text_of(c))
            ):
                start, stop = kept[0]
                if view.starts[c] - start <= 1:
                    kept = [(view.stops[c], stop)]
                elif stop - view.stops[c] <= 1:
                    kept = [(start, view.starts[c])]
    start, stop = kept[0]
    return clean(view.text[start:stop]).strip(" |:–—-") or whole


def _slug(address: str) -> frozenset[str]:
    """The words of the last part of an address that has some; of one in an archive's too."""
    parts = reversed(unquote(urlsplit(address).path).split("/"))
    last = next((p for p in parts if sum(c.isalpha() for c in p) > 5), "")
    return frozenset(t for t in tokens(last) if len(t) > 2 and not t.isdigit())


def _agreed(sources: Sources, machine: Sequence[str], own: set[str]) -> str:
    """What JSON-LD of a news article and OpenGraph both give as the title; "" where they don't."""
    if not machine or not any(t.endswith("NewsArticle") for t in types(sources.node)):
        return ""
    shared = fold(machine[0]) in {fold(without_site(t, own)) for t in sources.meta("og:title")}
    return machine[0] if sources.ld_texts("headline") and shared else ""
