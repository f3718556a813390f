"""One card of a section of links: title, teaser, picture and notices of the story it leads to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.article import Related, RelatedPlace
from newsarchive.extract import ailabels, headings
from newsarchive.extract.addresses import plain
from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "whatsapp:", "data:")
LONGEST_TITLE = 220
LONGEST_SENTENCE = 80
"""A longer line that ends as sentences do is a teaser, no title."""
SHORTEST_TEASER = 40
LARGEST_CARD = 60
"""Elements; cards are small, what is larger is the section around them."""

_OTHER_PATH = re.compile(
    r"/(?:tags?|topics?|themen?|thema|sujets?|temas?|tema|category|categories|kategorie|categorie|authors?"
    r"|autor(?:en|es)?|auteurs?|profile|users?|search|suche|recherche|login|signin|signup|register"
    r"|registrieren|abo|abonnement|"
    r"subscribe|subscription|newsletters?|account|konto|privacy|datenschutz|impressum|contact|kontakt"
    r"|about|comments?|kommentare|share|sharer|intent|feeds?|rss|print|shop|store|jobs|hashtag|etiket"
    r"|keyword|temats|person(?:en)?)(?:/|$|\.)",
    re.IGNORECASE,
)
_SHARE_HOST = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|whatsapp|wa|pinterest|reddit|telegram|t|instagram|youtube"
    r"|youtu|tiktok|google|apple|spotify|bsky|threads|mastodon|flipboard|getpocket|xing|vk|line)\.(?:com"
    r"|me|be|net|app|social|ru)$"
)
_NUMBER = re.compile(
    r"(?:^|&)(?:p|n?id|sid|aid|art(?:icle)?_?id|article|news_?id|story_?id|story)=\d{3,}(?=&|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip|svg)$", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE = re.compile(r"title|headline|titre|titel")


class Targets:
    """The stories that the links of a page lead to; each link is read once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.known: dict[int, str] = {}

    def __call__(self, link: int) -> str:
        """The address of the story a link leads to, without fragment and tracking; "" where it leads to
        none."""
        if link not in self.known:
            href = self.page.view.elements[link].get("href") or ""
            self.known[link] = "" if href.startswith(_NO_PAGE) else _story(self.page, href)
        return self.known[link]


def _story(page: Page, href: str) -> str:
    url = page.absolute(href)
    try:
        parts, here = urlsplit(url), urlsplit(page.url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if len(path) < 2 or _FILE.search(path) or _SHARE_HOST.search(parts.netloc.lower().removeprefix("www.")):
        return ""
    if _OTHER_PATH.search(path) and not re.search(r"\d{5,}\.\w+$|/\d{6,}$", path):
        return ""
    if path == here.path.rstrip("/") and parts.netloc == here.netloc:
        number = _NUMBER.search(parts.query)  # story.asp?id=41200: the query alone tells stories apart
        return plain(url) if number and number[0] not in here.query else ""
    return plain(url)


def is_story(url: str) -> bool:
    """Whether an address looks like that of an article: a number, a date or a slug of words in its path."""
    path, query = urlsplit(url).path.rstrip("/"), urlsplit(url).query
    before, _, last = path.rpartition("/")
    if last.isdecimal():  # the number after the words: /ferry-to-run-at-night/90
        last = before.rpartition("/")[2]
    if (
        re.search(r"\d{4,}", path)
        or _NUMBER.search(query)
        or (last.count("-") + last.count("_") >= 2 and len(last) >= 15)
    ):
        return True
    return len(last) >= 25 or "%" in last or bool(re.search(r"[^\x00-\x7f]{6,}", last))


def is_titled(page: Page, link: int, url: str) -> bool:
    """Whether a link of the same site has a headline for its text; a short slug or an id is address enough
    then."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    same = parts.netloc.removeprefix("www.") == urlsplit(page.url).netloc.removeprefix("www.")
    return same and bool(re.search(r"[\d_-]", last)) and is_headline(page.view.text_of(link))


def is_headline(text: str) -> bool:
    """Whether a link's text can be a headline: some words, not a button's."""
    return (len(text) >= 20 and len(text.split()) >= 3) or (
        bool(re.search("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text)) and len(text) >= 9
    )


def bounds(targets: Targets, link: int, url: str, kept: Sequence[int]) -> int:
    """The card a link stands in: the largest element that leads to its story alone and holds none of the
    elements
    `kept` (in document order) that are no part of it: the section's title, the paragraphs around it."""
    view = targets.page.view
    every = view.by_tag.get("a", [])
    card = link
    for j in view.ancestors(link):
        inside = kept[bisect_left(kept, j) : bisect_left(kept, view.ends[j])]
        if view.ends[j] - j > LARGEST_CARD or any(
            not view.inside(link, k) and not view.inside(k, link) for k in inside
        ):
            break
        others = (targets(k) for k in every[bisect_left(every, j) : bisect_left(every, view.ends[j])])
        if any(o and o != url for o in others):
            break
        card = j
    return card


def read(page: Page, links: list[int], card: int, url: str, place: RelatedPlace) -> Related:
    """The card's story. A title is what is printed as one; where only a teaser is in sight, it has none."""
    view = page.view
    labels = _labels(view, card)
    title = _title(view, links, card, set(labels))
    return Related(
        url=url,
        title=title,
        teaser=_teaser(view, card, title, set(labels)),
        image_alt=_alt(view, card),
        labels=labels,
        place=place,
    )


def _segments(view: View, card: int) -> list[Segment]:
    """The lines of a card; the segments of a page stand in the order of their text."""
    return [view.segments[k] for k in view.runs(card)[:LARGEST_CARD]]


def _labels(view: View, card: int) -> tuple[str, ...]:
    """The notices on a card that a machine had a hand in it, or that somebody paid; each once."""
    found: dict[str, str] = {}
    for i in range(card, view.ends[card]):
        text = view.text_of(i) if 2 < view.length(i) <= 80 else ""
        if (
            text
            and not any(view.length(c) for c in view.children(i))
            and (ailabels.maybe(text) and ailabels.read(text))
        ):
            found.setdefault(fold(text), text)
    return tuple(found.values())


def _title(view: View, links: list[int], card: int, labels: set[str]) -> str | None:
    """The longest heading; else what is called a title; else the link's own words; else the first line."""
    marked = [i for i in range(card, view.ends[card]) if view.tags[i] in _HEADINGS]
    marked = marked or [i for i in range(card, view.ends[card]) if _TITLE.search(view.hints[i])]
    texts = [view.text_of(i) for i in marked if 3 < view.length(i) <= LONGEST_TITLE]
    texts = [t for t in texts if t not in labels and not headings.tied(t)]
    if not texts and not any(_blocks(view, i) for i in links):
        texts = [t for i in links if 3 < len(t := view.text_of(i)) <= LONGEST_TITLE]
        texts = [t for t in texts if len(t) < LONGEST_SENTENCE or not t.endswith((".", "…"))]
    if texts:
        return headings.without_lead(max(texts, key=len))
    for s in _segments(view, card):
        text = view.text[s.start : s.stop].replace("\n", " ").strip()
        if (
            is_headline(text)
            and len(text) <= LONGEST_TITLE
            and text not in labels
            and not text.endswith((".", "…"))
        ):
            return headings.without_lead(text)
    return _attribute(view, links)


def _attribute(view: View, links: list[int]) -> str | None:
    for i in links:
        for name in ("title", "aria-label"):
            text = clean(view.elements[i].get(name))
            if is_headline(text):
                return text
    return None


def _blocks(view: View, i: int) -> bool:
    """Whether a link holds more than one line."""
    return sum(1 for _ in _segments(view, i)) > 1


def _teaser(view: View, card: int, title: str | None, labels: set[str]) -> str | None:
    best = ""
    for s in _segments(view, card):
        text = view.text[s.start : s.stop].replace("\n", " ").strip()
        least = SHORTEST_TEASER if view.tags[s.owner] != "p" else SHORTEST_TEASER // 3
        if len(text) >= least and text not in labels and (not title or fold(title) not in fold(text)):
            best = max(best, text, key=len)
    return best or None


def _alt(view: View, card: int) -> str | None:
    for i in range(card, view.ends[card]):
        if view.tags[i] in ("img", "amp-img") and (alt := clean(view.elements[i].get("alt"))):
            return alt
    return None
