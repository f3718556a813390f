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
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "whatsapp:", "data:")
LONGEST_TITLE = 220
SHORTEST_TEASER = 40
LARGEST_CARD = 60
"""Elements; cards are small, what is larger is the section around them."""

_OTHER_PATH = re.compile(
    r"/(?:tags?|topics?|themen?|sujets?|temas?|tema|category|categories|kategorie|categorie|authors?|autor(?:en|es)?|auteurs?|profile|users?|search|suche|recherche|login|signin|signup|register|registrieren|abo|abonnement|"
    r"subscribe|subscription|newsletters?|account|konto|privacy|datenschutz|impressum|contact|kontakt|about|comments?|kommentare|share|sharer|intent|feeds?|rss|print|shop|store|jobs|hashtag|etiket|keyword|temats|person(?:en)?)(?:/|$|\.)",
    re.IGNORECASE,
)
_SHARE_HOST = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|whatsapp|wa|pinterest|reddit|telegram|t|instagram|youtube|youtu|tiktok|google|apple|spotify|bsky|threads|mastodon|flipboard|getpocket|xing|vk|line)\.(?:com|me|be|net|app|social|ru)$"
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip|svg)$", re.IGNORECASE)
_BADGE = re.compile(r"(?:^|[\s_-])(?:badge|label|flag|marker|notice)(?:[\s_-]|$)")


class Targets:
    """The stories that the links of a page lead to; each link is read once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.known: dict[int, str] = {}

    def __call__(self, link: int) -> str:
        """The address of the story a link leads to, without fragment and tracking; "" where it leads to none."""
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
        return ""
    return plain(url)


def is_story(url: str) -> bool:
    """Whether an address looks like that of an article: a number, a date or a slug of words in its path."""
    path = urlsplit(url).path.rstrip("/")
    last = path.rsplit("/", 1)[-1]
    if re.search(r"\d{4,}", path) or last.count("-") >= 3 or last.count("_") >= 3:
        return True
    return len(last) >= 25 or "%" in last or bool(re.search(r"[^\x00-\x7f]{6,}", last))


def is_headline(text: str) -> bool:
    """Whether a link's text can be a headline: some words, not a button's."""
    return (len(text) >= 20 and len(text.split()) >= 3) or (
        bool(re.search("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text)) and len(text) >= 9
    )


def bounds(targets: Targets, link: int, url: str, section: int) -> int:
    """The card a link stands in: the largest element within the section that leads to its story alone."""
    view = targets.page.view
    every = view.by_tag.get("a", [])
    card = link
    for j in view.ancestors(link):
        if (j <= section and view.ends[j] >= view.ends[section]) or view.ends[j] - j > LARGEST_CARD:
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
    first = bisect_left(view.segments, view.starts[card], key=lambda s: s.start)
    found = []
    for segment in view.segments[first : first + LARGEST_CARD]:
        if segment.start >= view.stops[card]:
            break
        found.append(segment)
    return found


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
    for i in range(card, view.ends[card]):
        if (
            view.tags[i] in ("h1", "h2", "h3", "h4", "h5", "h6")
            and 3 < view.length(i) <= LONGEST_TITLE
            and view.text_of(i) not in labels
        ):
            return headings.without_lead(view.text_of(i))
    for i in range(card, view.ends[card]):
        if ("title" in view.hints[i] or "headline" in view.hints[i]) and 8 < view.length(i) <= LONGEST_TITLE:
            return headings.without_lead(view.text_of(i))
    texts = sorted((view.text_of(i) for i in links), key=len, reverse=True)
    if texts and 3 < len(texts[0]) <= LONGEST_TITLE and not any(_blocks(view, i) for i in links):
        return headings.without_lead(texts[0])
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
        if (
            len(text) >= SHORTEST_TEASER
            and text not in labels
            and (not title or fold(title) not in fold(text))
        ):
            best = max(best, text, key=len)
    return best or None


def _alt(view: View, card: int) -> str | None:
    for i in range(card, view.ends[card]):
        if view.tags[i] == "img" and (alt := clean(view.elements[i].get("alt"))):
            return alt
    return None
