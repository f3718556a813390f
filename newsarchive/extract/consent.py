"""Consent banners: found in the static HTML, taken off the page, their words kept.

Every banner talks: the search begins at runs of text that speak of cookies and consent, and climbs from
there to the largest element that holds nothing else. Names of classes and ids, buttons and wording are
then weighed. A name alone removes nothing: "cookie" stands in the class of many a body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from archive.article import Consent, Removed
from newsarchive.extract.consent_makers import maker
from newsarchive.extract.consent_parts import buttons, is_action, is_dialog, parts
from newsarchive.extract.consent_words import CONSENT, COOKIES, EMBEDS, PURPOSE, SITE, TRIGGERS
from newsarchive.extract.signs import holds
from newsarchive.extract.texts import factor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.view import View

BANNER = "consent banner"
EMBED = "notice of a blocked embed"

LARGEST = 8_000
"""Characters of a banner; the preference centres of known makers may be larger (seen: 4,854)."""
LARGEST_EMBED = 1_200
LARGEST_KNOWN = 60_000
SHORT = 40
"""Characters up to which a run of text may be a button, a title, a link."""
PROSE = 60
"""Characters from which a run of text outside links counts as prose."""
LEAST_LEFT = 200
"""Characters of prose that must be left: a page with less is nothing but the wall, and stays as it is."""
LEAST_UNDER_HEADING = 80
"""The same where a first heading stands outside of the banner: of the shortest news."""
MOST_HITS = 400
MOST_FOUND = 20
MOST_WEIGHED = 200_000
"""Elements and characters weighed on one page, some 3 µs each; then the search ends."""
CLIMB = 40
SHORTEST = 12
"""Characters of a sentence that begins a search; in Japanese a banner's has some 20."""
LINKED = 80
"""The same where it is one link: shorter ones lead to policies and settings."""
MOST_LINKED = 0.5
"""The share of links from which text is a list of them: footers have buttons "Cookie settings"."""
SMALL = 600
CORE = 3
"""What a sentence must have of the strength of a banner's."""
ENOUGH = 6
"""Evidence from which an element is a banner: wording gives at most 5, so that prose on cookies is none."""

_NAMED = re.compile(
    r"cookie|consent|gdpr|rgpd|ccpa|dsgvo|lgpd|(?<![a-z])cmp(?![a-z])|optin|opt-in|datenschutz|privacy[-_]?"
    r"(?:banner|notice|bar|popup|modal|manager|wall|overlay|prompt|policy|center)|kakor|samtykke"
)
_OVERLAY = re.compile(
    r"(?<![a-z])(?:fixed|sticky|modal|dialog|popup|overlay|banner|notice|snackbar|toast|fancybox)"
)
_WITHIN = re.compile(
    r"embed|external|extern|placeholder|blocked|consent|opt-?in|video|social|iframe|third|media"
)
_START = attrgetter("start")
_HOLDERS = frozenset({"html", "body", "main", "article", "header", "footer", "nav", "head"})


@dataclass(frozen=True, slots=True)
class _Found:
    index: int
    embed: bool
    provider: str | None


def take_out(view: View) -> tuple[Consent | None, list[Removed]]:
    """The banner's words, and what was removed; the view is changed in place.

    On a page that is nothing but the wall, the banner's words come back and nothing is removed.
    """
    found = _Search(view).run()
    banners = [f for f in found if not f.embed]
    consent = _consent(view, banners) if banners else None
    if consent and _is_wall(view, found):
        return consent, []
    if found:
        view.cut(one.index for one in found)
    counts = {BANNER: len(banners), EMBED: len(found) - len(banners)}
    return consent, [Removed(what=what, count=count) for what, count in counts.items() if count]


def _consent(view: View, banners: list[_Found]) -> Consent:
    """The words of the first one with buttons: what comes after are preference centres."""
    provider = next((f.provider for f in banners if f.provider), None)
    said = [parts(view.elements[f.index]) for f in banners]
    first = next((one for one in said if one.buttons), said[0])
    return Consent(provider=provider, title=first.title, text=first.text, buttons=first.buttons)


def _is_wall(view: View, found: list[_Found]) -> bool:
    def is_outside(i: int) -> bool:
        return not any(view.inside(i, f.index) for f in found)

    factor, left = factor_of(view.text), 0.0
    least = LEAST_UNDER_HEADING if any(map(is_outside, view.by_tag.get("h1", ()))) else LEAST_LEFT
    for segment in view.segments:
        prose = (segment.stop - segment.start - segment.linked) * factor
        if prose >= PROSE and is_outside(segment.owner):
            left += prose
            if left >= least:
                return False
    return True


class _Search:
    def __init__(self, view: View) -> None:
        self.view = view
        self.strengths: dict[int, int] = {}
        self.embeds: dict[int, bool] = {}
        self.weighed = 0

    def run(self) -> list[_Found]:
        """Banners and notices, disjoint, in document order."""
        view, found = self.view, list[_Found]()
        for hit in sorted(self._hits()):
            owner = view.segments[hit].owner
            if any(view.inside(owner, f.index) for f in found) or not self._telling(hit):
                continue
            if self.weighed > MOST_WEIGHED or len(found) >= MOST_FOUND:
                break
            if one := self._judge(owner):
                found = [f for f in found if not view.inside(f.index, one.index)]
                found.append(one)
        return sorted(found, key=lambda f: f.index)

    def _hits(self) -> set[int]:
        """Numbers of the runs of text that hold a telling word and are no mere links."""
        view, hits = self.view, set[int]()
        for word in (w for letter, words in TRIGGERS if letter in view.text for w in words):
            at = view.text.find(word)
            while at >= 0 and len(hits) < MOST_HITS:
                number = bisect_right(view.segments, at, key=_START) - 1
                segment = view.segments[number]
                length = segment.stop - segment.start
                if length >= (SHORTEST if segment.linked < MOST_LINKED * length else LINKED):
                    hits.add(number)
                at = view.text.find(word, segment.stop)
        return hits

    @cached_property
    def keep(self) -> list[int]:
        """Elements that no banner holds."""
        found = [i for tag in ("article", "main") for i in self.view.by_tag.get(tag, ())]
        return found + [i for i in self.view.by_tag.get("h1", ()) if not self._laid_over(i)]

    def _laid_over(self, i: int) -> bool:
        """Whether an element stands in a dialog: some banners have a first heading of their own."""
        view = self.view
        return any(is_dialog(view.elements[j]) or maker(view.hints[j]) for j in view.ancestors(i))

    def _telling(self, number: int) -> bool:
        said = self._strength(number)
        return said >= CORE or (said > 0 and self._embed(number))

    def _embed(self, number: int) -> bool:
        if number not in self.embeds:
            start, stop = self.view.segments[number][1:3]
            short = stop - start <= LARGEST_EMBED
            self.embeds[number] = short and bool(EMBEDS.search(self.view.text[start:stop].lower()))
        return self.embeds[number]

    def _strength(self, number: int) -> int:
        if number not in self.strengths:
            segment = self.view.segments[number]
            self.strengths[number] = strength(self.view.text[segment.start : segment.stop])
        return self.strengths[number]

    def _judge(self, owner: int) -> _Found | None:
        """The largest element around a run of text that is a banner or a notice."""
        best: _Found | None = None
        for i in self._climb(owner):
            if best and not self._may_grow(best.index, i):
                continue
            self.weighed += self.view.ends[i] - i + self.view.length(i) // 10
            best = self._weigh(i, best) or best
        return best

    def _climb(self, owner: int) -> Iterator[int]:
        view, i, known = self.view, owner, False
        for _ in range(CLIMB):
            if i < 0 or view.tags[i] in _HOLDERS or any(view.inside(k, i) for k in self.keep):
                return
            known = known or maker(view.hints[i]) is not None
            if view.length(i) > (LARGEST_KNOWN if known else LARGEST):
                return
            yield i
            i = view.parents[i]

    def _may_grow(self, inner: int, outer: int) -> bool:
        """Whether what is found may give way to an element around it: hardly larger, or itself telling."""
        view, hint = self.view, self.view.hints[outer]
        if view.length(outer) <= 1.25 * view.length(inner) + SHORT:
            return True
        telling = (
            maker(hint) or _NAMED.search(hint) or _OVERLAY.search(hint) or is_dialog(view.elements[outer])
        )
        return bool(telling) and view.density(outer) < MOST_LINKED

    def _foreign(self, i: int) -> int:
        """Characters of prose in an element that talk neither of consent nor, in a short one, of an embed."""
        foreign, short = 0, self.view.length(i) <= LARGEST_EMBED
        for number in self.view.runs(i):
            length = self.view.segments[number].stop - self.view.segments[number].start
            if length > SHORT and not self._strength(number) and not (short and self._embed(number)):
                foreign += length
        return foreign

    def _weigh(self, i: int, inner: _Found | None) -> _Found | None:
        view, hint, length = self.view, self.view.hints[i], self.view.length(i)
        provider = maker(hint) or (inner.provider if inner else None)
        named = 3 if provider else 2 if _NAMED.search(hint) else 0
        placed = bool(is_dialog(view.elements[i]) or _OVERLAY.search(hint))
        pressed = buttons(view.elements[i])
        if not (named or placed or pressed or _WITHIN.search(hint)):
            return None
        said = strength(view.text[view.starts[i] : view.stops[i]][:LARGEST])
        if self._is_notice(i, said):
            return _Found(i, True, None) if pressed or named or _WITHIN.search(hint) else None
        action = 2 * any(map(is_action, pressed))
        small = bool(named and length <= SMALL)
        if not (named or action or placed) or said + named + placed + action + small < ENOUGH:
            return None
        if view.density(i) >= MOST_LINKED and not (named and action):
            return None
        if not action and any(view.tags[j] == "article" for j in view.ancestors(i)):
            return None
        most = 0.8 if provider else 0.6 if placed or named else 0.35
        return _Found(i, False, provider) if self._foreign(i) <= most * length else None

    def _is_notice(self, i: int, said: int) -> bool:
        """Whether an element says that something foreign is blocked, and nothing else."""
        if not said or self.view.length(i) > LARGEST_EMBED:
            return False
        return any(map(self._embed, self.view.runs(i))) and self._foreign(i) == 0


def strength(text: str) -> int:
    """How much a text talks of cookies, consent, the purposes and the site's own doing: 0 to 5, prose too."""
    text = text.replace("İ", "i").lower()
    own = sum(holds(words, text) for words in (CONSENT, PURPOSE, SITE))
    return own + 2 * holds(COOKIES, text)
