"""Whole pages: a piece, a list of pieces, a small page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from newsarchive.demo import parts

if TYPE_CHECKING:
    from newsarchive.demo.parts import Words
    from newsarchive.demo.pieces import Piece

LATEST = 4
"""Entries of the box beside a piece. They are not related to it."""


@dataclass(frozen=True, kw_only=True)
class Section:
    slug: str
    title: str
    words: Words
    skin: str
    maker: str = ""
    """Of the consent banner; "" of one's own."""

    @property
    def path(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True, kw_only=True)
class Printer:
    """Prints pages for one base address, e.g. ``http://127.0.0.1:8000``."""

    base: str
    sections: dict[str, Section]
    feeds: dict[str, str]
    """Path of a section -> path of its feed."""

    def article(self, piece: Piece, related: list[Piece], latest: list[Piece]) -> str:
        section = self.sections[piece.section]
        words, skin = section.words, section.skin
        paid, wall = parts.notices(piece, words)
        cover, rest = piece.pictures[0], [entry for entry in latest if entry is not piece][:LATEST]
        main = _template("article_plain.html" if skin == "plain" else "article.html").substitute(
            kicker=f'<div class="kicker">{escape(piece.kicker)}</div>' if piece.kicker else "",
            headline=escape(piece.headline),
            description=escape(piece.description),
            byline=parts.byline(piece, words, skin),
            dates=parts.dates(piece, words, skin),
            share=words.escaped("share"),
            cover=parts.figure(cover, words, skin),
            language=piece.language,
            labels=paid + parts.label_html(piece, words, skin),
            story=parts.story(piece, words, skin) + wall,
            correction=f'<p class="correction">{escape(piece.correction)}</p>' if piece.correction else "",
            latest_title=words.escaped("latest"),
            latest="".join(f'<li><a href="{p.path}"><bdi>{escape(p.headline)}</bdi></a></li>' for p in rest),
            related_title=words.escaped("related"),
            related="".join(parts.card(p, words, skin) for p in related),
        )
        return self._page(section, piece.path, piece.headline, piece.description, main, self._head(piece))

    def index(self, section: Section, pieces: list[Piece], path: str, title: str) -> str:
        cards = "".join(parts.card(piece, section.words, section.skin) for piece in pieces)
        main = f'<main class="index"><h1>{escape(title)}</h1><div class="cards">{cards}</div></main>'
        feed = self.feeds.get(path, "/feed.xml")
        head = '<meta property="og:type" content="website">\n' + (
            f'<link rel="alternate" type="{_feed_type(feed)}" href="{feed}" title="{escape(title)}">'
        )
        return self._page(section, path, title, str(section.words["motto"]), main, head)

    def leaf(self, path: str, title: str, text: list[str]) -> str:
        section = next(iter(self.sections.values()))
        body = "".join(f"<p>{escape(line)}</p>" for line in text)
        main = f'<main class="leaf"><h1>{escape(title)}</h1>{body}</main>'
        return self._page(section, path, title, title, main, '<meta property="og:type" content="website">')

    def _head(self, piece: Piece) -> str:
        section = self.sections[piece.section]
        facts = {
            "og:type": "article",
            "og:title": piece.headline,
            "og:description": piece.description,
            "og:url": parts.address(self.base, piece.path),
            "og:image": f"{self.base}/pictures/{piece.pictures[0].file}",
            "article:published_time": piece.published.isoformat(),
            "article:modified_time": piece.changed.isoformat(),
            "article:section": section.title,
        }
        lines = [f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items()]
        if section.skin != "plain":
            data = json.dumps(self._json_ld(piece, section), ensure_ascii=False).replace("</", "<\\/")
            lines.append(f'<script type="application/ld+json">{data}</script>')
        return "\n".join(lines)

    def _json_ld(self, piece: Piece, section: Section) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": _type(piece),
            "mainEntityOfPage": parts.address(self.base, piece.path),
            "headline": piece.headline,
            "description": piece.description,
            "datePublished": piece.published.isoformat(),
            "dateModified": piece.changed.isoformat(),
            "author": [{"@type": "Person", "name": name} for name in piece.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": section.words["edition"]},
            "image": f"{self.base}/pictures/{piece.pictures[0].file}",
            "articleSection": section.title,
            "keywords": piece.keywords,
            "inLanguage": piece.language,
            "isAccessibleForFree": not piece.paywalled,
        }

    def _page(self, section: Section, path: str, title: str, description: str, main: str, head: str) -> str:
        words = section.words
        edition = str(words["edition"])
        nav = " ".join(f'<a href="{s.path}">{escape(s.title)}</a>' for s in self.sections.values())
        return _template("page.html").substitute(
            lang=words.language,
            dir=words["dir"],
            title=escape(title if title == edition else f"{title} – {edition}"),
            description=escape(description),
            canonical=parts.address(self.base, path),
            head=head,
            edition=escape(edition),
            motto=words.escaped("motto"),
            nav=nav,
            main=main,
            consent=parts.consent(words, section.skin, section.maker),
            **{key: words.escaped(key) for key in ("home", "about", "privacy", "drafts", "rights")},
        )


def _type(piece: Piece) -> str:
    if piece.sponsor:
        return "AdvertiserContentArticle"
    return "LiveBlogPosting" if piece.live else "NewsArticle"


def _feed_type(path: str) -> str:
    if path.endswith(".json"):
        return "application/feed+json"
    return "application/atom+xml" if path.endswith(".atom") else "application/rss+xml"


def _template(name: str) -> Template:
    return Template((files(__package__) / "templates" / name).read_text("utf-8"))
