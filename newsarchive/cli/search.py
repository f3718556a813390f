"""``newsarchive search``: ranked hits with the words lit up."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import collection_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.ranking import Order
    from archive.search import Hit, Results


class _Words(click.Command):
    """A command whose words may begin with a minus: what is no option by its whole name is a word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        flags = {
            name: p.is_flag for p in self.get_params(ctx) if isinstance(p, click.Option) for name in p.opts
        }
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            name = arg.partition("=")[0]
            if arg == "--":
                words += rest
            elif arg in flags:
                options += [arg] if flags[arg] else [arg, *islice(rest, 1)]
            elif (name.startswith("--") and name in flags) or re.fullmatch(r"-n\d+", arg):
                options.append(arg)
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, "--", *words])


@click.command(cls=_Words, short_help="Search the articles: ranked, with highlights.")
@click.argument("words", nargs=-1, required=True, metavar="QUERY…")
@collection_option
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Most hits.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits to skip.")
@click.option(
    "--order",
    type=click.Choice(["best", "fresh", "newest"]),
    default="best",
    show_default=True,
    help="By relevance, by relevance and age, or by day.",
)
@click.option("--facets", is_flag=True, help="Also count hits by site, language, genre, section and year.")
@json_option
def search(
    words: tuple[str, ...],
    collection: Path,
    limit: int,
    offset: int,
    order: Order,
    facets: bool,
    as_json: bool,
) -> None:
    """Search headlines, standfirsts, texts, captions and names for QUERY.

    Words must all occur; "words in quotes" must stand together; OR between words; -word or NOT word must not
    occur; word* finds every ending; (parentheses) group. A query may begin with -word.

    \b
    In one field:   headline: description: text: caption: alt: credit: related:
                    author: section: keyword: label:
    Only such:      site:news.example  lang:uk  genre:opinion  label:ai
                    after:2026-03  before:2026-03-07  (from that day on; up to the day before)
                    has:image|caption|credit|related|link|embed|label|correction|author|date
                    links:https://news.example/story  links:news.example
                    changed:yes|headline|silent|corrected  deleted:yes|back

    \b
    newsarchive search '"grain corridor" odesa -drone' -c kyiv
    newsarchive search 'caption:"grain silo" site:news.example after:2026' -c kyiv
    newsarchive search harbour -c kyiv --json | jq '.hits[].url'
    """
    from archive.collection import Collection
    from archive.search import FACETS

    query = " ".join(words)
    counted = FACETS if facets else ()
    results = Collection(collection).search(query, limit=limit, offset=offset, order=order, facets=counted)
    if as_json:
        click.echo(json.dumps(asdict(results), ensure_ascii=False, indent=1, default=str))
        return
    click.echo(_count(results, query, offset))
    for hit in results.hits:
        _print(hit)
    for name, found in results.facets.items():
        _print_facet(name, found)


def _count(results: Results, query: str, offset: int) -> str:
    about = "about " if results.about else ""
    articles = f"{about}{results.total:,} article{'' if results.total == 1 else 's'} for {query}"
    if offset and not results.hits:
        return f"{articles}; none after the first {results.total:,}"
    first, last = offset + 1, offset + len(results.hits)
    return articles if last == results.total and not offset else f"{articles}, {first} to {last}:"


def _print(hit: Hit) -> None:
    from newsarchive.cli.printing import safe

    day = hit.date_published[:10] if hit.date_published else "no date   "
    click.echo(f"\n{hit.id:>6}  {click.style(safe(hit.headline or hit.url), bold=True)}")
    click.echo(f"        {day}  {hit.site}  {hit.language or ''}".rstrip())
    pieces = ((safe(text), lit) for text, lit in hit.snippet)
    snippet = "".join(click.style(text, fg="yellow", bold=True) if lit else text for text, lit in pieces)
    click.echo(f"        {' '.join(snippet.split())}")


MOST_COUNTED = 8
"""Values of a facet that are printed; --json gives them all."""


def _print_facet(name: str, found: list[tuple[str, int]]) -> None:
    if found:
        shown = ", ".join(f"{value} ({count:,})" for value, count in found[:MOST_COUNTED])
        rest = len(found) - MOST_COUNTED
        click.echo(f"\n{name}: {shown}{f' and {rest:,} more' if rest > 0 else ''}")
