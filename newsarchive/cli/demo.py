"""``newsarchive demo``: the whole path on a fictional newspaper, or a small polite look at a real one."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path("demo")
TITLE = "The Lantern (demo)"
"""By this title a collection is known to be the demo's own, which may be made anew."""
KEPT = ("archive", "indexes", "crawls")
SEARCHES = ('"out of work"', "umbrella*", "霧笛")
"""The first words stand in a caption only; the last are in Japanese."""
MADE = ('"smallest crane" bell*', "ropemakers")
"""Of the generated stories."""
DEEP = ("--depth", "3")
"""Front page, archive, month, story."""
REAL = ("--max-pages", "60", "--depth", "1")
"""Of a real site: front page and sections, and what they name first, a page a second."""

SHOWN = 20
"""Articles printed."""


@click.command(short_help="Try it all on a fictional newspaper.")
@click.argument("seed", required=False)
@click.option(
    "-c",
    "--collection",
    type=click.Path(path_type=Path),
    metavar="COLLECTION",
    help="Folder of the collection.  [default: demo/lantern, or demo/HOST]",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port of the site.  [default: a free one]"
)
@click.option(
    "--pages",
    type=click.IntRange(1, 100_000),
    help="Generate so many stories, with every way to find them and every trap.",
)
@click.option("--serve-only", is_flag=True, help="Only serve the fictional site, until Ctrl-C.")
def demo(seed: str | None, collection: Path | None, port: int, pages: int | None, serve_only: bool) -> None:
    """Serve a fictional newspaper on this machine, crawl it into a collection, and search that.

    Each run makes the collection anew. With SEED, a real site is visited instead: 60 pages at most, one a
    second; that collection is kept, and a later run adds to it.

    \b
    newsarchive demo
    newsarchive demo https://news.example/
    newsarchive demo --serve-only --port 8000
    newsarchive demo --pages 1000
    """
    if serve_only and seed:
        raise click.UsageError(f"--serve-only serves the fictional site; {seed} has a server of its own.")
    if seed and pages:
        raise click.UsageError(f"--pages makes a fictional site; {seed} has pages of its own.")
    if serve_only:
        return _serve(port, pages)
    if seed:
        from newsarchive.seeds import checked

        seed = checked(seed)
        host = urlsplit(seed).netloc.rpartition("@")[2].replace(":", "-")
        return _visit(seed, collection or HOME / host)
    return _crawl_lantern(collection or HOME / ("thousand" if pages else "lantern"), port, pages)


def _serve(port: int, pages: int | None) -> None:
    import threading

    with _lantern(port, pages) as url, suppress(KeyboardInterrupt):
        click.echo(f"The Lantern is at {url}/ until you press Ctrl-C.")
        threading.Event().wait()


def _crawl_lantern(collection: Path, port: int, pages: int | None) -> None:
    from archive.collection import Collection
    from archive.description import Description

    _clear(collection)
    Collection.create(
        collection, Description(title=TITLE, description="A fictional newspaper, for trying out.")
    )
    with _lantern(port, pages) as url:
        _run("crawl", f"{url}/", "-c", str(collection), "--delay", "0", *(DEEP if pages else ()))
    _show(collection)
    for query in SEARCHES if not pages else MADE:
        _run("search", query, "-c", str(collection), "-n", "3")
    _goodbye(collection)


def _visit(seed: str, collection: Path) -> None:
    from archive.collection import Collection
    from archive.description import Description

    if not (collection / "collection.toml").exists():
        Collection.create(collection, Description(title=f"A look at {urlsplit(seed).hostname}"))
    _run("crawl", seed, "-c", str(collection), "--fresh", *REAL)
    for headline in _show(collection)[:3]:
        _run("search", _words(headline), "-c", str(collection), "-n", "3")
    _goodbye(collection)


@contextmanager
def _lantern(port: int, pages: int | None) -> Iterator[str]:
    """The fictional site's address while it is served; never asked through a proxy."""
    from newsarchive.demo.server import DemoServer
    from newsarchive.demo.site import Site
    from newsarchive.demo.thousand import Thousand

    os.environ["no_proxy"] = ",".join(filter(None, [os.environ.get("no_proxy"), "127.0.0.1"]))
    try:
        server = DemoServer(port, partial(Thousand, pages=pages) if pages else Site)
    except OSError as error:
        raise click.ClickException(
            f"Port {port} can't be had: {error.strerror}. Leave --port out for a free one."
        ) from error
    with server:
        yield server.url


def _clear(collection: Path) -> None:
    """Remove what an earlier demo kept there, and nothing else."""
    from archive.collection import Collection

    if not (collection / "collection.toml").exists():
        return
    earlier = Collection(collection)
    if earlier.description.title != TITLE:
        raise click.ClickException(
            f'{collection} is the collection "{earlier.description.title}", which the demo did not make. '
            "Name another folder with -c."
        )
    with earlier.lock("demo"):
        for name in KEPT:
            shutil.rmtree(collection / name, ignore_errors=True)
        for file in (*collection.glob("news.db*"), collection / "collection.toml"):
            file.unlink(missing_ok=True)


def _run(*arguments: str) -> None:
    """A command of ours, printed as one would type it."""
    from newsarchive.cli import main

    click.secho(f"\n$ newsarchive {shlex.join(arguments)}", bold=True)
    main.main(args=list(arguments), standalone_mode=False)


def _show(collection: Path) -> list[str]:
    """Print the articles, newest first; their headlines."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from archive.collection import Collection

    with Collection(collection).index(read_only=True) as index:
        rows = index.db.execute(
            "SELECT date_published, language, headline FROM articles "
            "ORDER BY date_published DESC, id LIMIT ?",
            [SHOWN],
        ).fetchall()
    table = Table("Date", "Language", "Headline", box=None, pad_edge=False, header_style="bold")
    for date, language, headline in rows:
        table.add_row((date or "")[:10], language, Text(headline or "", no_wrap=True, overflow="ellipsis"))
    click.echo()
    Console().print(table)
    return [headline for _, _, headline in rows if headline]


def _words(headline: str) -> str:
    """The two longest words of a headline, for a search."""
    words = sorted({word.strip("\"'.,:;!?()-–—“”„«»") for word in headline.split()}, key=len)
    return " ".join(words[-2:])


def _goodbye(collection: Path) -> None:
    click.echo("\nTo look around in the browser:")
    click.secho(f"$ newsarchive browse -c {shlex.quote(str(collection))}", bold=True)
