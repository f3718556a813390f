"""What kind of page it is: an article, or something no archive should take for one.

An article is the default: each other kind needs evidence that outweighs what speaks for a story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urlsplit

from newsarchive.extract import consent, kind_words
from newsarchive.extract.consent_parts import buttons, is_action
from newsarchive.extract.listing import is_list
from newsarchive.extract.texts import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.article import PageKind
    from newsarchive.extract.body import Body
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import View

GOOD_BODY = 1_500
"""Characters of body from which a title's words no longer count: 93 of 100 development pages have as many."""
SMALLEST = 60
"""Characters of a page that says nothing: its script would fetch what there is to read."""
SMALL_PAGE = 3_000
"""Characters of text: tests for robots say little else."""
LIST = 6
"""Points from which a page is a list of stories, and by how many it must lead those for one story: with less,
13 of 1,422 development pages were lists, most of them short pieces on large sites of offices and shops."""
LEAD = 5
LITTLE_STORY = 2
"""Points for one story that an address and a date alone can give."""
LONGEST_HEAD = 160
LEAST_SAID, FIRST = 15, 4
"""Characters of a line that says something, and how many such are looked at for an error."""
LONG_RUN = 200
LONGEST_ADDRESS = 500
"""Characters of an address that are looked at: the time is bounded, whatever a page links to."""

_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
)
_LISTS = ("CollectionPage", "SearchResultsPage", "ImageGallery")
_SECTION = re.compile(r"/[^/.\d-]+/$")
_SLUG = re.compile(r"\d{3}|[-\d].*\.\w{3,5}$")
_OWN_SLUG = re.compile(r"\d{5,}|/\d{4}/\d\d?/|(?:%[\da-f]{2}[^%]{0,9}){12}", re.IGNORECASE)
"""A number, a day, or words of another script: more than a tag of two or three signs."""
_DATED = re.compile(r"/\d{4}/\d\d?/(?:\d\d?/)?[^/]+/?$")
_DAY = re.compile(r"/\d{4}/\d\d?(?:/\d\d?)?/?$")
_FRONT = re.compile(r"/?(?:index\.\w{3,5})?$")
_LIST_PATH = re.compile(
    r"/(?:tags?|topics?|themen?|thema|temas?|categor(?:y|ies|ie|ia)|kategorien?|rubri\w+|sections?|authors?|autor(?:es|en)?|search|suche|"
    r"buscar|recherche|cerca|ricerca|zoeken|s[oø]g|s[oö]k|haku|szukaj|hledat|kereses|archiv\w*|archives?|galler(?:y|ies)|galerie\w*|"
    r"page/\d+|seite/\d+|latest|aktuelles|news|nachrichten|noticias|nyheter|nyheder)/?(?:[^/]*/?){0,2}$"
)
_MARKS = re.compile(
    r"captcha|turnstile|challenge-(?:form|error|running|stage|platform|container|body)|cf-(?:challenge|browser|error|wrapper)|"
    r"px-(?:block|captcha)|perimeterx|geetest|sec-if-cpt|datadome|arkose|funcaptcha|incapsula|imperva|anubis|ddos-guard|bot-?check"
)
_FRAMES = re.compile(r"captcha|_incapsula_|challenges\.|/challenge|turnstile", re.IGNORECASE)
_PARTED = re.compile(r" [-|•·:»]+ |[|:]")


def read_kind(page: Page, metadata: Metadata, body: Body) -> PageKind:
    """The kind of the page."""
    return _Evidence(page, metadata, body).kind()


class _Evidence:
    def __init__(self, page: Page, metadata: Metadata, body: Body) -> None:
        self.page, self.view = page, page.view
        self.prose = sum(len(b.text) for b in body.blocks if b.type != "heading")
        self.heads = _heads(page.view)
        self.story = self._story(metadata)
        self.is_named = bool(metadata.headline or metadata.description)
        self.is_previewed = _is_slug(_split(page.address).path) and bool(metadata.description)

    def kind(self) -> PageKind:
        if self.story >= 3 and self.prose >= GOOD_BODY:
            return "article"
        if self._is_small_section():
            return "index"
        for kind, holds in (
            ("check", self._is_check),
            ("wall", self._is_wall),
            ("error", self._is_error),
            ("login", self._is_login),
            ("index", self._is_index),
            ("other", self._is_other),
        ):
            if holds():
                return kind  # type: ignore[return-value]
        return "article"

    def _story(self, metadata: Metadata) -> int:
        """What speaks for one story: 0 to 8."""
        page = self.page
        nodes = list(page.ld.of_type(*_ARTICLES))
        kinds = [k.lower() for k in page.meta.get("og:type", ())]
        path = _split(page.address).path
        return (
            3 * (1 <= len(nodes) <= 3)
            + 2 * any("article" in k for k in kinds)
            + bool(metadata.date_published)
            + 2 * (_is_slug(path) and not _DAY.search(path))
            + (self.prose >= GOOD_BODY)
        )

    def _is_check(self) -> bool:
        view = self.view
        if len(view.text) > SMALL_PAGE or self.prose >= GOOD_BODY or self.story >= 4:
            return False
        hidden = " ".join("".join(view.elements[i].itertext()) for i in view.by_tag.get("noscript", ()))
        said = fold(f"{' '.join(self.heads)} {view.text} {hidden[:SMALL_PAGE]}")
        if any(part in said for part in kind_words.CHECKS):
            return True
        frames = (view.elements[i].get("src") or "" for i in view.by_tag.get("iframe", ()))
        marked = any(_MARKS.search(hint) for hint in view.hints) or any(map(_FRAMES.search, frames))
        return marked and len(view.text) < 600 and not self._has_password()

    def _is_wall(self) -> bool:
        if self.page.consent and not any(r.what == consent.BANNER for r in self.page.removed):
            return self.prose < GOOD_BODY or self.story < 3
        if self.story >= 3 or len(self.view.text) > SMALL_PAGE:
            return False
        pressed = sum(map(is_action, buttons(self.page.root)))
        said = self._says(kind_words.WALLS)
        return (said and pressed >= 2) or (self._talks_of_consent() and (said or pressed > 0))

    def _talks_of_consent(self) -> bool:
        talk = other = 0
        for segment in self.view.segments:
            length = segment.stop - segment.start
            if length >= consent.PROSE and segment.linked < length / 2:
                said = consent.strength(self.view.text[segment.start : segment.stop])
                talk, other = talk + length * (said >= 3), other + length * (said < 3)
        return talk > other

    def _is_error(self) -> bool:
        if self.story >= 3 and self.prose >= LONG_RUN:
            return False
        return self.prose < GOOD_BODY and (self._says(kind_words.ERRORS) or self._begins_with_an_error())

    def _begins_with_an_error(self) -> bool:
        """Whether a page without a heading that tells says first of all that something is not there."""
        if self.story >= 3 or self.prose >= 2 * LONG_RUN:
            return False
        first = [line for line in self.view.folded if len(line) >= LEAST_SAID][:FIRST]
        return any(part in line for line in first for part in kind_words.MISSING)

    def _is_login(self) -> bool:
        if self.story >= 3 or self.prose >= GOOD_BODY:
            return False
        said = self._says(kind_words.LOGINS)
        return (said and (self._has_password() or self.prose < 2 * LONG_RUN)) or (
            self._has_password() and self.prose < LONG_RUN and len(self.view.text) < SMALL_PAGE
        )

    def _has_password(self) -> bool:
        inputs = self.view.by_tag.get("input", ())
        return any((self.view.elements[i].get("type") or "").lower() == "password" for i in inputs)

    def _says(self, parts: tuple[str, ...]) -> bool:
        return any(part in head for head in self.heads for part in parts)

    def _is_small_section(self) -> bool:
        """Whether a page that nothing calls a story stands at a section's address and links stories."""
        section = _SECTION.match(_split(self.page.address).path)
        return self.story <= 0 and self.prose < GOOD_BODY and bool(section) and bool(_cards(self.view))

    def _is_index(self) -> bool:
        if self.story < LITTLE_STORY and self._is_named_a_list() and is_list(self.view):
            return True
        cards = _cards(self.view)
        return len(cards) >= 4 and self._list(len(cards)) >= max(LIST, self.story + LEAD)

    def _is_other(self) -> bool:
        """Whether there is nothing to read, or what is there is by its heading no journalism."""
        if not self.prose and not self.is_named:  # whatever its address promises
            return True
        if self.story <= LITTLE_STORY and len(self.view.text) < SMALLEST and not self.prose:
            return not self.is_previewed  # else the story's title and description are known, if no more
        if self.story < LITTLE_STORY and any(head in kind_words.OTHERS for head in self._names()):
            return True
        return self.story <= 0 and self.prose < LONG_RUN and sum(self._runs(80)) < LONG_RUN

    def _names(self) -> Iterator[str]:
        """The headings, and what stands in them beside a site's name."""
        for head in self.heads:
            yield from (part.strip() for part in _PARTED.split(head))

    def _is_named_a_list(self) -> bool:
        """Whether heading or address are a list's; a brief above a column of headlines has a headline."""
        path = _split(self.page.address).path.lower()
        at_list = bool(_LIST_PATH.search(path)) and not re.search(r"\d{3}[^/]*/?$", path)
        at_list = at_list or bool(_FRONT.match(path) or _DAY.search(path))
        return at_list or self._head_is_short() or self._says(kind_words.LISTS)

    def _list(self, cards: int) -> int:
        """What speaks for a list of stories: 0 to 14."""
        page, view = self.page, self.view
        parts = _split(page.address)
        path = parts.path.lower()
        linked = sum(view.density(i) > 0.8 for tag in ("h2", "h3", "h4") for i in view.by_tag.get(tag, ()))
        runs = self._runs(80)
        long = [length for length in runs if length >= LONG_RUN]  # longer than most teasers
        return (
            3 * bool(parts.netloc and _FRONT.match(path))
            + 2 * bool("." not in path and _LIST_PATH.search(path))
            + 3 * any(k in ("q", "s", "query", "search", "suche", "wort") for k, _ in parse_qsl(parts.query))
            + (bool(parts.netloc) and path.count("/") <= 3 and not re.search(r"[\d.]|-.*-", path))
            + any("website" in k.lower() for k in page.meta.get("og:type", ()))
            + 2 * bool(list(page.ld.of_type(*_LISTS)))
            + (cards >= 5)
            + (cards >= 12)
            + (linked >= 4)
            + (len(view.by_tag.get("article", ())) >= 4)
            + (sum(long) < 30 * cards)
            + (max(runs, default=0) < 250)
            + self._head_is_short()
            + 2 * self._says(kind_words.LISTS)
            - len(long) // 3
        )

    def _runs(self, least: int) -> list[int]:
        """The lengths of the page's runs of text that are hardly linked."""
        lengths = ((s.stop - s.start, s.linked) for s in self.view.segments)
        return [length for length, linked in lengths if length >= least and linked < 0.3 * length]

    def _head_is_short(self) -> bool:
        """Whether the main heading is a word or two, as names of sections and persons are, or missing."""
        heads = [fold(self.view.text_of(i)) for i in self.view.by_tag.get("h1", ())[:2]]
        return all(len(head.split()) <= 2 and len(head) <= 24 for head in heads)


def _heads(view: View) -> list[str]:
    """The title and the main headings, folded; long ones are none. Without any, the page's first words."""
    found = [" ".join((view.elements[i].text or "").split()) for i in view.by_tag.get("title", ())[:1]]
    tags = ("h1",) if view.by_tag.get("h1") else ("h2",)
    found += [view.text_of(i) for tag in tags for i in view.by_tag.get(tag, ())[:2]]
    found = found or [view.text[s.start : s.stop][:LONGEST_HEAD] for s in view.segments[:1]]
    return [fold(head) for head in found if 0 < len(head) <= LONGEST_HEAD]


def _cards(view: View) -> set[str]:
    """Addresses of what look like stories, linked by more than a word or two."""
    found = set()
    for i in view.by_tag.get("a", ()):
        length = view.length(i)
        if length < 8 or (length < 20 and view.text[view.starts[i] : view.stops[i]].isascii()):
            continue
        href = (view.elements[i].get("href") or "").partition("?")[0].partition("#")[0]
        last = href[-LONGEST_ADDRESS:].rstrip("/").rpartition("/")[2]
        if (
            last.count("-") + last.count("_") >= 2
            or _SLUG.search(last)
            or _DATED.search(href[-LONGEST_ADDRESS:])
        ):
            found.add(href)
    return found


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address[:LONGEST_ADDRESS])
    except ValueError:  # "http://[": an address may be anything
        return urlsplit("")


def _is_slug(path: str) -> bool:
    """Whether a path names one story: words joined by hyphens, a number or a day."""
    last = path.rstrip("/").rpartition("/")[2]
    return last.count("-") + last.count("_") >= 3 or bool(_OWN_SLUG.search(path))
