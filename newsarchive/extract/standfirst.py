"""The standfirst below the headline and the kicker above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract.hints import BYLINE, ELSEWHERE, KICKER, STANDFIRST, marks
from newsarchive.extract.texts import clean, fold, overlap, within

if TYPE_CHECKING:
    from newsarchive.extract.sources import Sources
    from newsarchive.extract.view import View

REACH = 80
"""Elements after the headline among which the standfirst is looked for."""

CARD = 200
"""Characters that the card of another story holds beside twice its teaser."""
CARD_LINK = 20
"""Characters of its link at least."""


class Printed(NamedTuple):
    """A text and the index of the element that prints it, -1 where none does."""

    text: str | None
    at: int


def description(sources: Sources, headline: int) -> Printed:
    """The standfirst as printed; else what metadata gives as the description, the whole before the cut
    short."""
    offered = [*sources.ld_texts("description", "abstract"), *sources.meta("og:description", "description")]
    offered += sources.meta("twitter:description", "dc.description", "sailthru.description")
    offered = [t for t in dict.fromkeys(offered) if len(t) > 20 or " " in t]
    if headline >= 0 and (shown := _shown(sources, headline, offered)):
        return shown
    if not offered and headline >= 0 and (alone := _apart(sources, headline)):
        return alone
    whole = [t for t in offered if not t.endswith(("…", "...", "[…]", "[...]"))]
    return Printed(next(iter(whole or offered), None), -1)


def _shown(sources: Sources, headline: int, offered: list[str]) -> Printed | None:
    view = sources.page.view
    for i in range(headline + 1, min(headline + REACH, len(view.tags))):
        length = view.length(i)
        if not 25 <= length <= 1200 or 10 * view.links[i] > 3 * length or view.inside(i, headline):
            continue
        tag = view.tags[i]
        if tag in ("figure", "a", "ul"):
            continue
        parted = tag != "p" and any(
            view.tags[j] in ("p", "h2", "div") for j in view.children(i) if view.length(j) > 25
        )
        if parted and not marks(view.hints[i]) & STANDFIRST:
            continue
        if _is_standfirst(sources, i, offered) and (offered or not _in_card(view, i, headline)):
            return Printed(view.text_of(i), i)
    return None


def _in_card(view: View, i: int, headline: int) -> bool:
    """Whether a text is the teaser of another story: what holds it and little more has a link of many words.

    Asked only where no metadata tells what the story is about: standfirsts too stand beside links."""
    most = 2 * view.length(i) + CARD
    for around in (i, *view.ancestors(i)):
        if view.inside(headline, around) or view.length(around) > most:
            return False
        if view.tags[around] == "a" or view.links[around] - view.links[i] >= CARD_LINK:
            return True
    return False


def _apart(sources: Sources, headline: int) -> Printed | None:
    """Where metadata has no description: the one paragraph between the headline and the element of the
    text."""
    view = sources.page.view
    for i in range(headline + 1, min(headline + REACH, len(view.tags))):
        if view.inside(i, headline) or not 80 <= view.length(i) <= 800 or view.density(i) > 0.2:
            continue
        following = view.ends[i]
        if any(view.length(c) > 60 for c in view.children(i)) or following >= len(view.tags):
            return None
        beside = view.parents[following] == view.parents[i]
        paragraphs = sum(view.length(c) > 100 for c in view.children(following))
        return Printed(view.text_of(i), i) if beside and paragraphs >= 2 else None
    return None


def _is_standfirst(sources: Sources, i: int, offered: list[str]) -> bool:
    view = sources.page.view
    mark = marks(view.hints[i]) if view.hints[i] else 0
    if mark & ELSEWHERE:
        return False
    if mark & STANDFIRST and not mark & BYLINE:
        return True
    size = view.length(i)
    cut = [o for o in offered if len(o) <= size + 3 and o.endswith(("…", "..."))]
    whole = [o for o in offered if 0.6 * size < len(o) < 1.7 * size]
    if not cut and not whole:
        return False
    text = view.text_of(i)
    return any(overlap(text, o) > 0.85 for o in whole) or any(within(o, text) > 0.95 for o in cut)


def kicker(sources: Sources, headline: int) -> str | None:
    """The line above the headline, or at its beginning, that its class calls so."""
    if headline < 0:
        return None
    view = sources.page.view
    for i in range(max(0, headline - 15), min(view.ends[headline] + 4, len(view.tags))):
        if not view.hints[i] or not 2 <= view.length(i) <= 90 or not marks(view.hints[i]) & KICKER:
            continue
        text = view.text_of(i)
        if fold(text) != fold(view.text_of(headline)) and not view.inside(headline, i):
            return clean(text).strip(" :|–-") or None
    return None
