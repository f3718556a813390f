"""Consent banners: found in the static HTML, taken off the page, their words kept.

Every banner talks: the search begins at runs of text that speak of cookies and consent, and climbs from
there to the largest element that holds nothing else. Names of classes and ids, buttons and wording are
then weighed. A name alone removes nothing: "cookie" stands in the class of many a body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.article import Consent, Removed
from newsarchive.extract.consent_makers import maker
from newsarchive.extract.consent_parts import has_action, parts
from newsarchive.extract.consent_words import CONSENT, COOKIES, EMBEDS, PURPOSE, SITE, TRIGGERS

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
MOST_HITS = 400
CLIMB = 40
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
    consent = _consent(view, max(banners, key=lambda f: view.length(f.index))) if banners else None
    if consent and _is_wall(view, found):
        return consent, []
    for one in reversed(found):
        view.cut(one.index)
    counts = {BANNER: len(banners), EMBED: len(found) - len(banners)}
    return consent, [Removed(what=what, count=count) for what, count in counts.items() if count]


def _consent(view: View, found: _Found) -> Consent:
    said = parts(view.elements[found.index])
    return Consent(provider=found.provider, title=said.title, text=said.text, buttons=said.buttons)


def _is_wall(view: View, found: list[_Found]) -> bool:
    left = 0
    for segment in view.segments:
        prose = segment.stop - segment.start - segment.linked
        if prose >= PROSE and not any(view.inside(segment.owner, f.index) for f in found):
            left += prose
            if left >= LEAST_LEFT:
                return False
    return True


class _Search:
    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.text.replace("İ", "i").lower()  # the one letter that lower() makes two of
        self.starts: list[int] = []
        self.talks: dict[int, bool] = {}
        self.keep: list[int] = []

    def run(self) -> list[_Found]:
        """Banners and notices, disjoint, in document order."""
        hits = self._hits()
        if not hits:
            return []
        view = self.view
        self.keep = [i for tag in ("h1", "article", "main") for i in view.by_tag.get(tag, ())]
        found: list[_Found] = []
        for hit in sorted(hits):
            owner = view.segments[hit].owner
            if any(view.inside(owner, f.index) for f in found):
                continue
            if one := self._judge(owner):
                found = [f for f in found if not view.inside(f.index, one.index)]
                found.append(one)
        return sorted(found, key=lambda f: f.index)

    def _hits(self) -> set[int]:
        """Numbers of the runs of text that hold a telling word and are no mere link."""
        hits: set[int] = set()
        for word in TRIGGERS:
            at = self.text.find(word)
            while at >= 0 and len(hits) < MOST_HITS:
                if not self.starts:
                    self.starts = [s.start for s in self.view.segments]
                number = bisect_right(self.starts, at) - 1
                segment = self.view.segments[number]
                if segment.stop - segment.start >= 12 and segment.linked < 0.8 * (
                    segment.stop - segment.start
                ):
                    hits.add(number)
                at = self.text.find(word, segment.stop)
        return hits

    def _judge(self, owner: int) -> _Found | None:
        """The largest element around a run of text that is a banner or a notice."""
        view, best = self.view, None
        complete = size = 0
        for i in self._climb(owner):
            length = view.length(i)
            provider = maker(view.hints[i])
            if complete and length > 1.25 * size + SHORT and not (provider or _NAMED.search(view.hints[i])):
                break
            if not provider and self._foreign(i) > 0.5 * length:
                break
            if found := self._weigh(i, provider, best):
                best, size = found, length
                complete = 1
        return best

    def _climb(self, owner: int) -> Iterator[int]:
        view, i = self.view, owner
        known = False
        for _ in range(CLIMB):
            if i < 0 or view.tags[i] in _HOLDERS or any(view.inside(k, i) for k in self.keep):
                return
            known = known or maker(view.hints[i]) is not None
            if view.length(i) > (LARGEST_KNOWN if known else LARGEST):
                return
            yield i
            i = view.parents[i]

    def _foreign(self, i: int) -> int:
        """Characters of prose in an element that do not talk of consent."""
        view, foreign = self.view, 0
        number = bisect_right(self.starts, view.starts[i] - 1)
        while number < len(view.segments) and view.segments[number].start < view.stops[i]:
            segment = view.segments[number]
            if segment.stop - segment.start > SHORT and not self._talks(number):
                foreign += segment.stop - segment.start
            number += 1
        return foreign

    def _talks(self, number: int) -> bool:
        if number not in self.talks:
            segment = self.view.segments[number]
            text = self.text[segment.start : segment.stop]
            self.talks[number] = bool(COOKIES.search(text) or CONSENT.search(text) or EMBEDS.search(text))
        return self.talks[number]

    def _weigh(self, i: int, provider: str | None, inner: _Found | None) -> _Found | None:
        view = self.view
        text = self.text[view.starts[i] : view.stops[i]][:LARGEST]
        hint, element = view.hints[i], view.elements[i]
        provider = provider or (inner.provider if inner else None)
        cookies = bool(COOKIES.search(text))
        wording = (
            2 * cookies + bool(CONSENT.search(text)) + bool(PURPOSE.search(text)) + bool(SITE.search(text))
        )
        named = 3 if provider else 2 if _NAMED.search(hint) else 0
        role = (element.get("role") or "").lower()
        dialog = role in ("dialog", "alertdialog") or element.tag == "dialog" or element.get("aria-modal")
        placed = bool(dialog or _OVERLAY.search(hint))
        action = 2 * has_action(element)
        inside = any(view.tags[j] == "article" for j in view.ancestors(i))
        notice = view.length(i) <= LARGEST_EMBED and (wording - cookies) and EMBEDS.search(text)
        if notice and (action or named or _WITHIN.search(hint)):
            return _Found(i, True, None)
        if inside and not action:
            return None
        if (named or action or placed) and wording + named + placed + action >= ENOUGH:
            return _Found(i, False, provider)
        return None
