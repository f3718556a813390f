"""As many generated pages as one likes, with every way to find them and every trap on the way.

Each story can be found by one way only, so that a crawler that misses a way misses its stories: lists with
next pages, three kinds of feeds, a sitemap index with gzip, a news sitemap, an archive by month, and old
addresses that redirect. In between lie calendars without end, session ids, variants for AMP and print, pages
that are gone and say so with a 200, and what robots.txt forbids.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from hashlib import blake2b
from html import escape
from importlib.resources import files
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from newsarchive.demo.feeds import NEWS, SITEMAP, XML, sitemap_index
from newsarchive.demo.site import ATOM, FEED_JSON, HTML, RSS, TEXT, Resource
from newsarchive.demo.site import XML as XML_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

WAYS = (
    "list",
    "sitemap",
    "list",
    "archive",
    "list",
    "feed",
    "sitemap",
    "archive",
    "list",
    "news",
    "list",
    "old",
)
"""How story n is found: by WAYS[n % 12]."""
FIRST = datetime(2025, 1, 1, 8, tzinfo=UTC)
A_LIST = 20
"""Stories on one page of a list."""
GONE = 6
"""Addresses of stories that are gone, linked on the front page."""
FORBIDDEN = ("/drafts/", "/internal/")
DELAY = 0.01
"""Seconds: the crawl-delay of robots.txt."""


@dataclass(frozen=True, slots=True)
class Story:
    number: int
    headline: str
    section: str
    published: datetime
    way: str

    @property
    def path(self) -> str:
        """In four styles: day and headline, headline and number, number and headline, query."""
        slug = "".join(c if c.isalnum() else "-" for c in self.headline.lower()).replace("--", "-").strip("-")
        day, id_ = f"{self.published:%Y/%m/%d}", 310_000 + self.number
        styles = (
            f"/{self.section}/{day}/{slug}",
            f"/{self.section}/{slug}-{id_}.html",
            f"/news/{id_}/{slug}",
            f"/article.php?id={id_}",
        )
        return styles[self.number % 4]


class Thousand:
    """The generated site under ``base``; each page is made when it is asked for."""

    def __init__(self, base: str, pages: int = 1000) -> None:
        self.base = base
        self.words: dict[str, Any] = tomllib.loads((files(__package__) / "thousand.toml").read_text("utf-8"))
        self.stories = [self._story(number) for number in range(pages)]
        self.redirects: dict[str, str] = {
            f"/old/{s.number}.html": s.path for s in self.stories if s.way == "old"
        }
        self._visits = count()

    def find(self, target: str) -> Resource | None:
        """What answers at a path with its query; None: 404."""
        parts = urlsplit(target)
        path = unquote(parts.path).partition(";")[0]
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        found = self._story_at(path, query) or self._file(path) or self._page(path, query)
        if found is None:
            return None
        return found if isinstance(found, Resource) else Resource(found.encode(), HTML, FIRST)

    def of(self, way: str) -> list[Story]:
        return [story for story in self.stories if story.way == way]

    def _story(self, number: int) -> Story:
        chance, words = Random(number), self.words  # noqa: S311  the same page each time
        subject, verb, object_ = (chance.choice(words[name]) for name in ("subjects", "verbs", "objects"))
        return Story(
            number,
            f"{subject} {verb} {object_} {chance.choice(words['places'])}, vote {number}",
            chance.choice(words["sections"]),
            FIRST + timedelta(hours=9 * number),
            WAYS[number % len(WAYS)],
        )

    @cached_property
    def _by_path(self) -> dict[str, Story]:
        return {story.path: story for story in self.stories}

    def _story_at(self, path: str, query: dict[str, str]) -> str | None:
        bare = path.removesuffix("/").removesuffix("/amp")
        story = self._by_path.get(f"{path}?id={query['id']}" if "id" in query else bare)
        return self._printed(story) if story else None

    def _printed(self, story: Story) -> str:
        chance, words = Random(-story.number - 1), self.words  # noqa: S311
        person = chance.choice(words["people"])
        lines = [
            sentence.format(
                subject=chance.choice(words["subjects"]),
                object=chance.choice(words["objects"]),
                place=chance.choice(words["places"]),
                person=person,
                number=chance.randrange(100, 900),
                other=chance.randrange(10, 90),
            )
            for sentence in chance.sample(words["sentences"], 7)
        ]
        text = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
        url = self.base + story.path
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": story.published.isoformat(),
            "author": {"@type": "Person", "name": person},
            "mainEntityOfPage": url,
        }
        mark = "&" if "?" in story.path else "?"
        head = (
            f'<link rel="canonical" href="{url}"><meta property="og:type" content="article">'
            f'<script type="application/ld+json">{json.dumps(data)}</script>'
        )
        main = (
            f"<article><h1>{escape(story.headline)}</h1><address>By {person}</address>"
            f'<time datetime="{story.published.isoformat()}">{story.published:%d %B %Y}</time>\n'
            f"{text}</article>"
            f'<p class="tools"><a href="{story.path}{mark}print=1">Print</a>'
            + (f' <a href="{story.path}/amp/">Faster version</a>' if story.number % 4 in (0, 2) else "")
            + f' <a href="/share?url={url}">Share</a></p>'
        )
        return self._sheet(story.headline, head, main)

    def _page(self, path: str, query: dict[str, str]) -> str | None:
        """What is no story."""
        segments = path.strip("/").split("/")
        if path == "/":
            return self._front()
        if path == "/archive/":
            months = sorted({f"{story.published:%Y/%m}" for story in self.of("archive")})
            rows = "".join(f'<li><a href="/archive/{month}/">{month}</a></li>' for month in months)
            return self._sheet("Archive", "", f"<h1>Archive</h1><ul>{rows}</ul>")
        if segments[0] == "archive" and len(segments) == 3:
            month = "/".join(segments[1:])
            return self._list(
                f"Archive {month}", [s for s in self.of("archive") if f"{s.published:%Y/%m}" == month]
            )
        if segments[0] in self.words["sections"] and len(segments) == 1:
            return self._section(segments[0], int(query.get("page", "1")))
        if segments[0] == "calendar" and len(segments) == 3:
            return self._calendar(int(segments[1]), int(segments[2]))
        if segments[0] == "gone":
            more = "".join(
                f'<a href="{path}-{n}">Another story that is gone as well, part {n}</a> ' for n in range(3)
            )
            return self._sheet(
                "Page not found", "", f"<h1>Page not found</h1><p>It is not here any more.</p>{more}"
            )
        if segments[0] in ("about", "privacy", "tag", "drafts", "internal", "share", "login"):
            return self._sheet(path, "", f"<h1>{escape(path)}</h1><p>Nothing is told here.</p>")
        return None

    def _front(self) -> str:
        feeds = "".join(
            f'<link rel="alternate" type="{kind}" href="{place}">'
            for place, kind in (("/feed.rss", RSS), ("/feed.atom", ATOM), ("/feed.json", FEED_JSON))
        )
        old = "".join(
            f'<li><a href="{path}">From the attic, piece {path[5:-5]} of many</a></li>'
            for path in self.redirects
        )
        gone = "".join(
            f'<li><a href="/gone/2024/05/0{n}/a-story-that-nobody-kept-{n}">'
            f"A story that nobody kept, number {n}</a></li>"
            for n in range(1, GONE + 1)
        )
        return self._sheet("The Lantern, at length", feeds, f"<h1>Front page</h1><ul>{old}{gone}</ul>")

    def _section(self, section: str, page: int) -> str:
        stories = [story for story in self.of("list") if story.section == section]
        here = stories[(page - 1) * A_LIST : page * A_LIST]
        further = "" if page * A_LIST >= len(stories) else f'<a href="/{section}/?page={page + 1}">Older</a>'
        sort = f'<a href="/{section}/?sort=length&amp;page={page}">By length</a>'
        return self._list(section.title(), here, f"<p>{further} {sort}</p>")

    def _list(self, title: str, stories: Iterable[Story], more: str = "") -> str:
        visit = blake2b(str(next(self._visits)).encode(), digest_size=16).hexdigest()
        rows = []
        for story in stories:
            mark = "&amp;" if "?" in story.path else "?"
            tail = ("", f"{mark}utm_source=list&amp;utm_medium=web", f"{mark}sid={visit}")[story.number % 3]
            rows.append(f'<li><h3><a href="{story.path}{tail}">{escape(story.headline)}</a></h3></li>')
        return self._sheet(title, "", f"<h1>{escape(title)}</h1><ul>{''.join(rows)}</ul>{more}")

    def _calendar(self, year: int, month: int) -> str:
        """Goes on for ever, in both directions."""
        days = "".join(f'<a href="/calendar/{year}/{month:02}/?day={day}">{day}</a> ' for day in range(1, 29))
        last, later = (year * 12 + month - 2, year * 12 + month)
        turn = "".join(
            f'<a href="/calendar/{m // 12}/{m % 12 + 1:02}/">{word}</a> '
            for m, word in ((last, "Previous"), (later, "Next"))
        )
        return self._sheet("Calendar", "", f"<h1>{year}/{month}</h1>{days}<p>Nothing on.</p>{turn}")

    def _file(self, path: str) -> Resource | None:
        made = {
            "/robots.txt": (self._robots, TEXT),
            "/sitemap.xml": (lambda: sitemap_index(self.base, ["/stories.xml.gz", "/news.xml"]), XML_TYPE),
            "/stories.xml.gz": (lambda: self._urls(self.of("sitemap")), "application/gzip"),
            "/news.xml": (lambda: self._urls(self.of("news"), news=True), XML_TYPE),
            "/feed.rss": (lambda: self._rss(self.of("feed")[0::3]), RSS),
            "/feed.atom": (lambda: self._atom(self.of("feed")[1::3]), ATOM),
            "/feed.json": (lambda: self._json(self.of("feed")[2::3]), FEED_JSON),
        }.get(path)
        if made is None:
            return None
        body = made[0]().encode()
        return Resource(gzip.compress(body, mtime=0) if path.endswith(".gz") else body, made[1], FIRST)

    def _robots(self) -> str:
        rules = "".join(f"Disallow: {path}\n" for path in FORBIDDEN)
        return f"User-agent: *\n{rules}Crawl-delay: {DELAY}\n\nSitemap: {self.base}/sitemap.xml\n"

    def _urls(self, stories: Iterable[Story], *, news: bool = False) -> str:
        rows = "".join(
            f"<url><loc>{escape(self.base + s.path)}</loc>"
            + (
                f"<news:news><news:publication_date>{s.published.isoformat()}</news:publication_date>"
                f"<news:title>{escape(s.headline)}</news:title></news:news>"
                if news
                else f"<lastmod>{s.published:%Y-%m-%d}</lastmod>"
            )
            + "</url>\n"
            for s in stories
        )
        return f'{XML}<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">\n{rows}</urlset>\n'

    def _rss(self, stories: Iterable[Story]) -> str:
        items = "".join(
            f"<item><title>{escape(s.headline)}</title><link>{escape(self.base + s.path)}</link>"
            f"<pubDate>{format_datetime(s.published)}</pubDate><category>{s.section}</category></item>\n"
            for s in stories
        )
        channel = f"<channel><title>Feed</title><language>en</language>{items}</channel>"
        return f'{XML}<rss version="2.0">{channel}</rss>'

    def _atom(self, stories: Iterable[Story]) -> str:
        entries = "".join(
            f'<entry><title>{escape(s.headline)}</title><link href="{escape(self.base + s.path)}"/>'
            f"<published>{s.published.isoformat()}</published></entry>\n"
            for s in stories
        )
        return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>{entries}</feed>'

    def _json(self, stories: Iterable[Story]) -> str:
        items = [
            {"url": self.base + s.path, "title": s.headline, "date_published": s.published.isoformat()}
            for s in stories
        ]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": items})

    def _sheet(self, title: str, head: str, main: str) -> str:
        sections = " ".join(f'<a href="/{name}/">{name.title()}</a>' for name in self.words["sections"])
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title>{head}</head>"
            f'<body><header><a href="/">The Lantern</a><nav>{sections} <a href="/archive/">Archive</a></nav>'
            "</header>"
            f'<main>{main}</main><footer><a href="/about">About us</a> <a href="/privacy">Privacy</a> '
            '<a href="/login">Log in</a> <a href="/drafts/what-the-mayor-will-deny-next-week">Drafts</a> '
            '<a href="/internal/">Staff</a> <a href="/calendar/2026/05/">Events</a></footer></body></html>'
        )
