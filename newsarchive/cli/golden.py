"""``newsarchive golden``: a page saved as a test of how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import LARGEST_ID, Folder

if TYPE_CHECKING:
    from archive.article import Article
    from newsarchive.golden import Source

SHOWN = 76


@click.command(short_help="Save a page as a test of how it is read.")
@click.argument("page", metavar="FILE|URL|-|ID")
@click.option("--url", metavar="URL", default="", help="Address the page was fetched from, with FILE or -.")
@click.option(
    "-c",
    "--collection",
    type=Folder(),
    metavar="COLLECTION",
    help="Take the capture with this ID from a collection.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/pages"),
    show_default=True,
    help="Folder of the tests.",
)
@click.option("--overwrite", is_flag=True, help="Write a test anew that is there already.")
def golden(page: str, url: str, collection: Path | None, into: Path, overwrite: bool) -> None:
    """Save a page, and the Article it is read as today, as a golden test: HOST/SLUG/page.html and
    article.json.

    Then correct article.json where the page is read wrong: docs/newspapers.md shows how. The page belongs to
    its publisher; keep tests of real pages to yourself.

    \b
    newsarchive golden https://news.example/2026/story
    newsarchive golden page.html --url https://news.example/2026/story
    newsarchive golden 17 -c kyiv
    """
    from newsarchive.golden import save
    from newsarchive.sites import Sites

    folder, article = save(_source(page, url, collection), into, Sites.load(), overwrite=overwrite)
    for name, value in _summary(article):
        click.echo(f"{name:<10} {value if len(value) <= SHOWN else value[: SHOWN - 1] + '…'}")
    click.echo(f"\nWritten: {folder / 'page.html'} and article.json")
    click.echo(
        "Next: read article.json beside the page and put right what is wrong; list under _never_in_text"
    )
    click.echo(f"what must stay out. Then: pytest tests/test_golden.py -k {folder.name}")


def _source(page: str, url: str, collection: Path | None) -> Source:
    from newsarchive.cli.extract import given
    from newsarchive.golden import Source

    if collection is None:
        html, headers, url = given(page, url)
        return Source(html, url, headers)
    from archive.collection import Collection
    from newsarchive.reading import is_html

    id_ = int(page) if page.isdecimal() else 0
    if not 1 <= id_ <= LARGEST_ID:
        raise click.UsageError(f"{page!r} is no ID: with --collection, give the ID of a capture.")
    capture = Collection(collection).capture(id_)
    try:
        html = capture.content()
    except ValueError as error:
        raise click.ClickException(f"Capture {page} can't be decoded: {error}.") from error
    if not is_html(capture.media_type or "", html):
        raise click.ClickException(
            f"Capture {page} is no web page ({capture.media_type or 'no media type'}, {capture.url})."
        )
    return Source(html, capture.url, capture.headers, capture.date)


def _summary(article: Article) -> list[tuple[str, str]]:
    """What to look at first: where a reading goes wrong, it mostly shows here."""
    prose = [block.text.replace("\n", " ") for block in article.body]
    return [
        ("kind", article.page_kind),
        ("rule", article.extractor.rule if article.extractor else "general"),
        ("headline", article.headline or "-"),
        ("authors", ", ".join(article.authors) or "-"),
        ("published", article.date_published.isoformat(" ", "minutes") if article.date_published else "-"),
        ("begins", prose[0] if prose else "-"),
        ("ends", prose[-1] if prose else "-"),
        ("found", _counts(article)),
    ]


def _counts(article: Article) -> str:
    return (
        f"blocks: {len(article.body)}, pictures: {len(article.images)}, "
        f"related stories: {len(article.related)}, disclosures: {len(article.disclosures)}"
    )
