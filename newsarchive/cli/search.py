"""``newsarchive search``: ranked hits with the words lit up."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import collection_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.search import Hit, Results


@click.command(short_help="Search the articles: ranked, with highlights.")
@click.argument("words", nargs=-1, required=True, metavar="QUERY…")
@collection_option
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Most hits.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits to skip.")
@json_option
def search(words: tuple[str, ...], collection: Path, limit: int, offset: int, as_json: bool) -> None:
    """Search headlines, standfirsts, texts, captions and names for QUERY.

    Words must all occur; "words in quotes" must stand together; OR between words; -word or NOT word must not
    occur; word* finds every ending. Put a query that begins with - after --.

    \b
    newsarchive search '"grain corridor" odesa -drone' -c kyiv
    newsarchive search harbour -c kyiv --json | jq '.hits[].url'
    """
    from archive.collection import Collection

    query = " ".join(words)
    results = Collection(collection).search(query, limit=limit, offset=offset)
    if as_json:
        click.echo(json.dumps(asdict(results), ensure_ascii=False, indent=1, default=str))
        return
    click.echo(_count(results, query, offset))
    for hit in results.hits:
        _print(hit)


def _count(results: Results, query: str, offset: int) -> str:
    articles = f"{results.total:,} article{'' if results.total == 1 else 's'} for {query}"
    if offset and not results.hits:
        return f"{articles}; none after the first {results.total:,}"
    first, last = offset + 1, offset + len(results.hits)
    return articles if last == results.total and not offset else f"{articles}, {first} to {last}:"


def _print(hit: Hit) -> None:
    day = hit.date_published[:10] if hit.date_published else "no date   "
    click.echo(f"\n{hit.id:>6}  {click.style(hit.headline or hit.url, bold=True)}")
    click.echo(f"        {day}  {hit.site}  {hit.language or ''}".rstrip())
    snippet = "".join(click.style(text, fg="yellow", bold=True) if lit else text for text, lit in hit.snippet)
    click.echo(f"        {' '.join(snippet.split())}")
