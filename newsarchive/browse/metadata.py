"""What datasette tells about the collection and its tables, from collection.toml and the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.description import Description

TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "description": "What was read from captures that are articles: one row a capture, with its id.",
        "label_column": "headline",
        "fts_table": "articles_fts",
        "fts_pk": "id",
        "facets": ["site", "language", "genre"],
        "facet_size": 10,
        "sort_desc": "date_published",
        "columns": {
            "url": "canonical address as the page gives it; empty when nobody knows it",
            "site": "host of the capture, without www.",
            "alternative_headline": "the kicker above the headline",
            "description": "the standfirst",
            "authors": "persons, or the desk where the page names only that",
            "byline": "as printed",
            "genre": "news, opinion, live, sponsored …",
            "date_published": "ISO 8601 in UTC; the raw column beside it holds what the page said",
            "language": "of the text, ISO 639-1",
            "interface_language": "of the page around it, ISO 639-1",
            "is_accessible_for_free": "1, 0, or empty where the page does not tell",
            "body": "the text as typed blocks, JSON",
            "text": "the body as plain text, one block a line",
            "captions": "of all pictures, one a line; likewise alts and credits",
            "teasers": "titles, teasers and labels of related stories, one a line",
            "consent": "the consent banner that stood on the page, and its words",
            "removed": "what was taken off the page before it was read",
            "extractor_rule": "general, or the rule of the site by name and date",
            "warc_file": "where the evidence lies: file, offset and length of the response record",
        },
    },
    "captures": {
        "description": "Every visit to an address, whatever came back. The evidence is in the WARC files.",
        "label_column": "url",
        "facets": ["status", "page_kind", "media_type"],
        "facet_size": 10,
        "sort_desc": "id",
        "columns": {
            "id": "ordinal of the capture in the collection",
            "urlkey": "the address as replay tools look it up (SURT)",
            "date": "start of the visit, UTC",
            "status": "of the HTTP answer; empty where nothing came",
            "record_type": "response, revisit, resource; metadata where nothing came back",
            "page_kind": "article, index, wall, login, check, error, other, unread; empty: no page",
            "payload_digest": "of the body as received",
            "content_digest": "of the content with its codings undone",
            "truncated": "why the capture was cut short",
            "facts": "of the crawl: how the address was found, what is not exact",
            "story": "of an article: the address that it is known by, over all its captures (SURT)",
            "version": "which text of the article it shows: its first capture",
            "warc_file": "file, offset and length of the response record",
        },
    },
    "images": {
        "description": "Pictures of the articles, in words.",
        "facets": ["is_cover"],
        "columns": {"caption": "as printed, without the credit", "credit": "who made or owns it"},
    },
    "related": {
        "description": "Other stories which a page presents as tied to its article.",
        "facets": ["place"],
        "columns": {
            "labels": "short notices on the card, as printed",
            "place": "inline-box, after-body, sidebar",
        },
    },
    "links": {"description": "Links in the running text."},
    "disclosures": {
        "description": "Notices that a machine made, helped to make or translated something.",
        "facets": ["scope", "evidence"],
        "columns": {
            "label": "as printed, or the machine-readable term",
            "target": "article, images/N or related/N, counted from 0",
        },
    },
    "versions": {
        "description": "The texts that each article has had, and how each differs from the one before.",
        "label_column": "headline",
        "sort_desc": "captured",
        "columns": {
            "number": "from 1",
            "seen": "when it was seen last",
            "captures": "how many show it",
            "headline_before": "where the headline changed",
            "added": "words",
            "corrected": "a notice of correction came with it",
            "dated": "the page says that it was modified later than before",
            "silent": "neither, and it is no live ticker",
        },
    },
    "deletions": {
        "description": "Visits that found an article gone.",
        "sort_desc": "date",
        "columns": {"back": "the capture that found it again"},
    },
    "sites": {"description": "One row a host.", "label_column": "name", "sort_desc": "articles"},
    "site_counts": {
        "description": "How many captures a site has of each kind of page and each language.",
        "facets": ["what"],
    },
    "runs": {"description": "Reports of the crawls.", "label_column": "started", "sort_desc": "id"},
    "missed": {"description": "What each crawl wanted and could not get.", "facets": ["reason"]},
}


def metadata(description: Description) -> dict[str, Any]:
    """As datasette's ``metadata.yaml`` has it; 1.0 moves what it counts as configuration by itself."""
    told = {
        "title": description.title,
        "description": description.description,
        "license": description.rights,
        "source": description.operator,
        "about": description.contact,
    }
    shown = {name: value for name, value in told.items() if value}
    return {**shown, "databases": {"news": {**shown, "tables": TABLES}}}
