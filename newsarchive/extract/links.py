"""Links in the running text, and foreign matter within it: videos, posts, maps."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.article import Embed, Link
from newsarchive.extract.texts import clean

if TYPE_CHECKING:
    from newsarchive.extract.body import Body
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import View

MAX_LINKS = 500
MAX_EMBEDS = 100

_HOLDERS = ("blockquote", "div")
_POSTS = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "fb-video",
    "bluesky-embed",
    "reddit-embed",
    "mastodon-embed",
)
_NO_EMBED = (
    "doubleclick",
    "googlesyndication",
    "adservice",
    "/ads/",
    "googletagmanager",
    "recaptcha",
    "facebook.com/plugins/like",
    "amazon-adsystem",
    "about:blank",
    "newsletter",
    "outbrain",
    "taboola",
    "disqus",
)


def read_links(page: Page, body: Body) -> tuple[Link, ...]:
    """The links in the blocks of the body, in order; the same address twice where it is linked twice."""
    view = page.view
    links = view.by_tag.get("a", [])
    found: list[Link] = []
    done = -1
    for i in body.indices:
        for k in links[bisect_left(links, max(i, done + 1)) : bisect_left(links, view.ends[i])]:
            done = k
            text = view.text_of(k)
            url = page.absolute(view.elements[k].get("href"))
            if url and text:
                found.append(Link(url=url, text=text))
    return tuple(found[:MAX_LINKS])


def read_embeds(page: Page, body: Body) -> tuple[Embed, ...]:
    """Frames, posts and players between the first and the last block of the body, each address once."""
    view = page.view
    found: dict[str, Embed] = {}
    posts = _holds_posts(view, body)
    for tag in ("iframe", "amp-iframe", "amp-youtube", "lite-youtube", "blockquote", "video", "audio", "div"):
        if tag in _HOLDERS and not posts:
            continue
        places = view.by_tag.get(tag, [])
        for i in places[bisect_left(places, body.start) : bisect_left(places, body.stop)]:
            url = _address(page, i, tag)
            if url and not any(word in url for word in _NO_EMBED):
                title = clean(view.elements[i].get("title") or view.elements[i].get("aria-label")) or None
                found.setdefault(url, Embed(url=url, title=title))
    return tuple(found.values())[:MAX_EMBEDS]


def _holds_posts(view: View, body: Body) -> bool:
    """Whether any element of the body has a class of posts: looked for in all of them at once."""
    hints = "\n".join(view.hints[body.start : body.stop])
    return any(name in hints for name in _POSTS)


def _address(page: Page, i: int, tag: str) -> str:
    element = page.view.elements[i]
    if tag in ("amp-youtube", "lite-youtube"):
        video = element.get("videoid") or element.get("data-videoid")
        return f"https://www.youtube.com/watch?v={video}" if video else ""
    if tag in _HOLDERS:
        return _post(page, i) if any(name in page.view.hints[i] for name in _POSTS) else ""
    source = _source(element)
    if not source:
        inner = next((j for j in range(i + 1, page.view.ends[i]) if page.view.tags[j] == "source"), -1)
        source = page.view.elements[inner].get("src") if inner >= 0 else None
    url = page.absolute(source)
    return url if url and urlsplit(url).hostname else ""


def _source(element: Any) -> str | None:
    for name in ("src", "data-src", "data-lazy-src", "data-original", "data-url"):
        value = element.get(name)
        if value and not value.startswith(("about:", "data:", "javascript:")):
            return str(value)
    return None


def _post(page: Page, i: int) -> str:
    """The address of a post: its own attribute, else the last link in it."""
    element = page.view.elements[i]
    for name in ("cite", "data-instgrm-permalink", "data-href", "data-embed-url"):
        if value := element.get(name):
            return page.absolute(value)
    links = [j for j in range(i + 1, page.view.ends[i]) if page.view.tags[j] == "a"]
    return page.absolute(page.view.elements[links[-1]].get("href")) if links else ""
