"""``newsarchive show``: one article, or the evidence behind it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import CAPTURE_ID, collection_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.article import Article, Block
    from archive.capture import Capture
    from archive.collection import Collection


@click.command(short_help="Print an article, or its capture.")
@click.argument("id_", metavar="ID", type=CAPTURE_ID)
@collection_option
@click.option("--json", "form", flag_value="json", help="The Article as JSON.")
@click.option(
    "--html", "form", flag_value="html", help="The page as the server meant it, content coding undone."
)
@click.option("--wire", "form", flag_value="wire", help="Request and response, byte for byte as in the WARC.")
def show(id_: int, collection: Path, form: str | None) -> None:
    """Print the article with this ID (search and browse tell it), or the evidence behind it.

    \b
    newsarchive show 17 -c kyiv
    newsarchive show 17 -c kyiv --html > page.html
    newsarchive show 17 -c kyiv --wire | head -20
    """
    from archive.collection import Collection, CollectionError

    kept = Collection(collection)
    if form in ("html", "wire"):
        capture = kept.capture(id_)
        data = capture.content() if form == "html" else capture.request + capture.response
        sys.stdout.buffer.write(data)
        return
    try:
        article = kept.article(id_)
    except CollectionError as error:
        raise click.ClickException(_no_article(kept, id_) or str(error)) from error
    if form == "json":
        click.echo(article.to_json(indent=1))
        return
    _print(article)
    _print_evidence(kept.capture(id_))


def _no_article(kept: Collection, id_: int) -> str | None:
    """What a capture is that no article was read from, and how to see it; None where there is none."""
    from archive.errors import ArchiveError

    try:
        capture = kept.capture(id_)
    except ArchiveError:
        return None
    answer = f"{capture.status} {capture.reason}".strip() if capture.status != 200 else capture.media_type
    return (
        f"Capture {id_} is no article ({answer or 'no media type'}, {capture.url}). "
        "See it as it is with --html or --wire."
    )


def _print(article: Article) -> None:
    from newsarchive.cli.printing import safe

    if article.alternative_headline:
        click.echo(safe(article.alternative_headline))
    click.secho(safe(article.headline or article.url), bold=True)
    published = article.date_published.isoformat(" ", "minutes") if article.date_published else None
    click.echo(safe(" · ".join(filter(None, [", ".join(article.authors), article.publisher, published]))))
    for disclosure in article.disclosures:
        click.echo(f"[{disclosure.scope}, {disclosure.target}: {safe(disclosure.label)}]")
    if article.description:
        click.echo(f"\n{safe(article.description)}")
    for block in article.body:
        click.echo(f"\n{_styled(block)}")
    for image in article.images:
        words = " · ".join(filter(None, [image.caption or image.alt, image.credit]))
        click.echo(f"\n[picture: {safe(words or image.url)}]")
    for related in article.related:
        click.echo(f"\n→ {safe(related.title or related.teaser)} {safe(related.url)}")


def _styled(block: Block) -> str:
    from newsarchive.cli.printing import safe

    if block.type == "heading":
        return click.style(safe(block.text), bold=True)
    if block.type == "list":
        return "\n".join(f"  • {safe(item)}" for item in block.items)
    return f"  “{safe(block.text)}”" if block.type == "quote" else safe(block.text)


def _print_evidence(capture: Capture) -> None:
    place = capture.place
    assert place is not None
    click.echo(f"\n{click.style('Captured', dim=True)} {capture.date.isoformat()} {capture.url}")
    click.echo(f"         {place.file} at byte {place.offset}, {place.length} bytes")
