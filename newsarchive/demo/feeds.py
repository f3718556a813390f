"""RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, sitemaps (with Google's news extension), robots.txt."""

from __future__ import annotations

import json
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from newsarchive.demo.parts import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.demo.pages import Section
    from newsarchive.demo.pieces import Piece

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def rss(base: str, title: str, pieces: list[Piece]) -> str:
    items = "".join(
        f"<item><title>{escape(p.headline)}</title><link>{escape(address(base, p.path))}</link>"
        f'<guid isPermaLink="false">lantern:{p.id}</guid><description>{escape(p.description)}</description>'
        f"<pubDate>{format_datetime(p.published)}</pubDate>"
        + "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in p.authors)
        + "".join(f"<category>{escape(word)}</category>" for word in p.keywords)
        + "</item>\n"
        for p in pieces
    )
    return (
        f'{XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(title)}</title><link>{base}/</link><description>{escape(title)}</description>\n"
        f"{items}</channel></rss>\n"
    )


def atom(base: str, section: Section, path: str, pieces: list[Piece]) -> str:
    entries = "".join(
        f"<entry><id>tag:lantern.example,2019:{p.id}</id><title>{escape(p.headline)}</title>"
        f'<link rel="alternate" href="{escape(address(base, p.path))}"/>'
        f"<published>{p.published.isoformat()}</published><updated>{p.changed.isoformat()}</updated>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in p.authors)
        + f"<summary>{escape(p.description)}</summary></entry>\n"
        for p in pieces
    )
    return (
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{section.words.language}">'
        f"<id>tag:lantern.example,2019:{section.slug}</id><title>{escape(section.title)}</title>"
        f'<link rel="self" href="{base}{path}"/><updated>{pieces[0].changed.isoformat()}</updated>\n'
        f"{entries}</feed>\n"
    )


def json_feed(base: str, section: Section, path: str, pieces: list[Piece]) -> str:
    items = [
        {
            "id": f"lantern:{p.id}",
            "url": address(base, p.path),
            "title": p.headline,
            "summary": p.description,
            "content_text": p.description,
            "date_published": p.published.isoformat(),
            "date_modified": p.changed.isoformat(),
            "authors": [{"name": name} for name in p.authors],
            "tags": p.keywords,
            "language": p.language,
        }
        for p in pieces
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": section.title,
        "home_page_url": base + section.path,
        "feed_url": base + path,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def news_sitemap(base: str, pieces: Iterable[tuple[Piece, Section]]) -> str:
    urls = "".join(
        f"<url><loc>{escape(address(base, p.path))}</loc><lastmod>{p.changed.isoformat()}</lastmod>"
        f"<news:news><news:publication><news:name>{escape(str(section.words['edition']))}</news:name>"
        f"<news:language>{p.language}</news:language></news:publication>"
        f"<news:publication_date>{p.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(p.headline)}</news:title></news:news></url>\n"
        for p, section in pieces
    )
    return f'{XML}<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">\n{urls}</urlset>\n'


def sitemap(base: str, paths: Iterable[str]) -> str:
    urls = "".join(f"<url><loc>{escape(address(base, path))}</loc></url>\n" for path in paths)
    return f'{XML}<urlset xmlns="{SITEMAP}">\n{urls}</urlset>\n'


def sitemap_index(base: str, paths: Iterable[str]) -> str:
    entries = "".join(f"<sitemap><loc>{base}{path}</loc></sitemap>\n" for path in paths)
    return f'{XML}<sitemapindex xmlns="{SITEMAP}">\n{entries}</sitemapindex>\n'


def robots(base: str) -> str:
    return f"User-agent: *\nDisallow: /drafts/\n\nSitemap: {base}/sitemap.xml\n"
