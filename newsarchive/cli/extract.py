"""``newsarchive extract``: one page to one Article."""

from __future__ import annotations

import sys
from pathlib import Path

import click

NO_PAGE = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"SQLite format 3",
)
"""How files begin that people give by mistake."""


@click.command(short_help="Read one page and print its Article as JSON.")
@click.argument("page", metavar="FILE|URL|-")
@click.option("--url", metavar="URL", default="", help="Address the page was fetched from, with FILE or -.")
@click.option("--indent", type=click.IntRange(0, 8), default=1, show_default=True, help="0: all on one line.")
def extract(page: str, url: str, indent: int) -> None:
    """Read one page and print its Article as JSON, in UTF-8, with the field names of docs/record.md.

    FILE is a page on disk (also gzip-compressed), URL an http or https address, - standard input.

    \b
    newsarchive extract page.html --url https://news.example/2026/story
    curl -s https://news.example/2026/story | newsarchive extract - | jq .headline
    """
    from newsarchive.reading import read_page
    from newsarchive.sites import Sites

    html, headers, url = given(page, url)
    article = read_page(html, url, headers=headers, sites=Sites.load())
    click.echo(article.to_json(indent=indent or None))


def given(page: str, url: str = "") -> tuple[bytes, list[tuple[str, str]], str]:
    """The page that FILE, URL or - names, its headers and address; ClickException where there is none."""
    headers: list[tuple[str, str]] = []
    if page.startswith(("http://", "https://")):
        from newsarchive.fetch import get

        html, headers, url = get(page)
    elif page == "-":
        html = sys.stdin.buffer.read()
    else:
        html = _read(page)
    _check(html, headers, "Standard input" if page == "-" else page)
    return html, headers, url


def _check(html: bytes, headers: list[tuple[str, str]], name: str) -> None:
    """ClickException where there is surely no page: better than a record of nothing."""
    if not html.strip():
        raise click.ClickException(f"{name} is empty: there is no page to read.")
    told = next((value for key, value in headers if key.lower() == "content-type"), "")
    kind = told.partition(";")[0].strip().lower()
    binary = html.startswith(NO_PAGE) or kind.startswith(("image/", "audio/", "video/", "application/pdf"))
    if binary or b"<" not in html:
        raise click.ClickException(
            f"{name} is no web page: there is no HTML in it{f' ({kind})' * bool(kind)}."
        )


def _read(name: str) -> bytes:
    import gzip

    if "://" in name:
        raise click.ClickException(f"{name} is neither a file nor an http or https address.")
    try:
        data = Path(name).read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise click.ClickException(f"{name or repr(name)} can't be read: {reason}.") from error
