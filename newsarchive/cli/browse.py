"""``newsarchive browse``: the collection in a web browser."""

from __future__ import annotations

import ipaddress
import webbrowser
from typing import TYPE_CHECKING

import click

from archive.errors import ArchiveError
from newsarchive.cli.options import collection_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Search and read a collection in the web browser.")
@collection_option
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the web browser.")
def browse(collection: Path, host: str, port: int, open_browser: bool) -> None:
    """Serve a collection as web pages: search, articles with their evidence, tables and SQL (datasette).

    The index is opened read-only, and can be browsed while a crawl writes it.
    Stop with Ctrl-C.

    \b
    newsarchive browse -c kyiv
    newsarchive browse -c kyiv --port 0 --open
    """
    try:
        from newsarchive.browse import serve
    except ModuleNotFoundError as error:
        if error.name != "datasette":
            raise
        raise ArchiveError(
            "Browsing needs datasette, which is not installed: pip install 'newsarchive[browse]'"
        ) from error

    datasette = serve.datasette_of(collection)
    with serve.listen(host, port) as sock:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{sock.getsockname()[1]}/"
        click.echo(f"{collection}: {address}")
        if not _loopback(host):
            click.echo(f"Whoever reaches {host} can read the whole collection.", err=True)
        click.echo("Stop with Ctrl-C.")
        if open_browser:
            webbrowser.open(address)
        try:
            serve.serve(datasette, sock)
        except KeyboardInterrupt:  # the way to end it, and nothing to complain of
            raise click.exceptions.Exit(130) from None


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
