"""``newsarchive export``: articles taken away, in the forms of the trade."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import collection_option

if TYPE_CHECKING:
    from archive.export import Format, Report

FORMATS = ("jsonl", "csv", "parquet", "text", "wacz")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day. Write it as 2026-03-07.") from error


@click.command(short_help="Take articles away: JSONL, CSV, Parquet, text or WACZ.")
@click.argument("words", nargs=-1, metavar="[QUERY]…")
@collection_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    metavar="PATH",
    help="File to write, or folder for text; - is standard output, for jsonl and csv.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help="One of those above; by default what the ending of PATH tells.",
)
@click.option("--site", default="", metavar="HOST", help="Only articles from this host and those below it.")
@click.option("--lang", default="", metavar="CODE", help="Only articles in this language: en, uk, ja …")
@click.option("--since", callback=_day, metavar="DAY", help="Only articles published on this day or later.")
@click.option("--until", callback=_day, metavar="DAY", help="Only articles published on this day or before.")
@click.option("--overwrite", is_flag=True, help="Replace what is there.")
def export(
    words: tuple[str, ...],
    collection: Path,
    output: Path,
    form: Format | None,
    site: str,
    lang: str,
    since: str,
    until: str,
    overwrite: bool,
) -> None:
    """Write the articles that QUERY finds to a file; without QUERY, all.

    \b
    jsonl    a record a line
    csv      a row an article, without the blocks of the body
    parquet  the columns of jsonl, typed; needs the extra newsarchive[parquet]
    text     a corpus: one file (.txt), or a folder with a file an article
    wacz     the captures themselves, for ReplayWeb.page and pywb

    Articles come in the order of their capture. A datapackage.json says what they are: fields, rights, query,
    hashes. What is written appears when it is whole; interrupted, nothing is left of it.

    \b
    newsarchive export -c kyiv -o kyiv.jsonl
    newsarchive export '"grain corridor" odesa' -c kyiv --since 2026-03-01 -o corridor.csv
    newsarchive export harbour -c kyiv --format text -o harbour-corpus
    newsarchive export harbour -c kyiv -o harbour.wacz
    newsarchive export -c kyiv --format jsonl -o - | jq .headline
    """
    from archive.collection import Collection
    from archive.export import Selection, format_of, stream
    from archive.export import export as write
    from archive.search import Only
    from newsarchive.meter import meter

    kept = Collection(collection)
    query = " ".join(words) or " " * len(words)  # "" in quotes is a query without words, not all
    only = Only(site=site.lower().removeprefix("www."), language=lang, since=since, until=until)
    selection = Selection(query, only)
    piped = str(output) == "-"
    form = form or ("jsonl" if piped else format_of(output))
    try:
        with kept.index(read_only=True) as index:
            total = selection.count(index)
        with meter("articles", total) as progress:
            if piped:
                report = stream(kept, sys.stdout.buffer, selection, form, progress=progress)
            else:
                report = write(kept, output, selection, format=form, overwrite=overwrite, progress=progress)
    except KeyboardInterrupt:
        click.echo("Interrupted." if piped else f"Interrupted: {output} was not written.", err=True)
        sys.exit(130)
    _tell(report, form)


def _tell(report: Report, form: str) -> None:
    if report.files:
        first, *others = report.files
        articles = f"{report.articles:,} article{'' if report.articles == 1 else 's'}"
        captures = f", {report.captures:,} captures with what led to them" if form == "wacz" else ""
        beside = f"; beside it {', '.join(path.name for path in others)}" if others else ""
        click.echo(f"{articles}{captures} in {first}{beside}")
    if report.formulas:
        click.echo(
            f"Careful, cells that begin with =, +, - or @, as on the page: {report.formulas:,}. Import the "
            "file into a spreadsheet with all columns as text: by a double click, they run as formulas.",
            err=True,
        )
