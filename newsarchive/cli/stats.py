"""``newsarchive stats``: what a collection holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from newsarchive.cli.options import collection_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.index import Index

TOP = 10
"""Sites, languages and statuses listed at most; --json lists all."""


@click.command(short_help="Count what a collection holds.")
@collection_option
@json_option
def stats(collection: Path, as_json: bool) -> None:
    """Count captures, articles, changes, sites, languages, kinds of pages and the bytes of the WARCs.

    \b
    newsarchive stats -c kyiv
    newsarchive stats -c kyiv --json | jq .languages
    """
    from archive.collection import Collection

    kept = Collection(collection)
    with kept.index(read_only=True) as index:
        counts = {
            "title": kept.description.title,
            "warc_files": len(kept.warcs()),
            "warc_bytes": kept.size(),
            **_counts(index),
        }
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=1))
        return
    _print(counts)


GROUPS = {
    "statuses": "SELECT coalesce(status, 'nothing came') AS name, count(*) FROM captures",
    "page_kinds": "SELECT coalesce(page_kind, 'no page') AS name, count(*) FROM captures",
    "sites": "SELECT site AS name, count(*) FROM articles",
    "languages": "SELECT coalesce(language, 'unknown') AS name, count(*) FROM articles",
}


CHANGES = {
    "edits": "(SELECT count(*) FROM versions WHERE number > 1)",
    "silent": "(SELECT count(*) FROM versions WHERE number > 1 AND silent)",
    "corrected": "(SELECT count(*) FROM versions WHERE number > 1 AND corrected)",
    "headlines": "(SELECT count(*) FROM versions WHERE number > 1 AND headline_before IS NOT NULL)",
    "deletions": "(SELECT count(*) FROM deletions)",
}


def _counts(index: Index) -> dict[str, Any]:
    first, last, captures = index.db.execute("SELECT min(date), max(date), count(*) FROM captures").fetchone()
    counts: dict[str, Any] = {
        "captures": captures,
        "first_capture": first,
        "last_capture": last,
        "articles": index.db.execute("SELECT count(*) FROM articles").fetchone()[0],
        "missed": len(index.missed()),
    }
    counts["changes"] = dict(
        zip(CHANGES, index.db.execute(f"SELECT {', '.join(CHANGES.values())}").fetchone(), strict=True)
    )
    for name, sql in GROUPS.items():
        counts[name] = {
            str(key): count for key, count in index.db.execute(f"{sql} GROUP BY name ORDER BY 2 DESC, 1")
        }
    return counts


def _print(counts: dict[str, Any]) -> None:
    click.echo(click.style(counts["title"], bold=True))
    size = counts["warc_bytes"] / 1e6
    click.echo(f"{counts['captures']:>10,} captures in {counts['warc_files']:,} WARC files, {size:,.1f} MB")
    if counts["captures"]:
        click.echo(f"{'':>10} from {counts['first_capture']} to {counts['last_capture']}")
    click.echo(f"{counts['articles']:>10,} articles")
    click.echo(f"{counts['missed']:>10,} addresses missed" + (" (crawl --retry)" if counts["missed"] else ""))
    changes = counts["changes"]
    if changes["edits"] or changes["deletions"]:
        click.echo(
            f"{changes['edits']:>10,} edits, {changes['silent']:,} of them silent, "
            f"{changes['corrected']:,} with a correction, {changes['headlines']:,} of the headline; "
            f"{changes['deletions']:,} deletions (see versions)"
        )
    for name in GROUPS:
        entries = list(counts[name].items())
        words = ", ".join(f"{key} {count:,}" for key, count in entries[:TOP])
        more = f", and {len(entries) - TOP:,} more" if len(entries) > TOP else ""
        if words:
            click.echo(f"{name.replace('_', ' ').capitalize() + ':':<12}{words}{more}")
