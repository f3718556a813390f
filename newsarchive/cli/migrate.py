"""``newsarchive migrate``: an index of an older version brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import collection_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Bring an index of an older version up to date.")
@collection_option
def migrate(collection: Path) -> None:
    """Bring the tables of news.db, made by an older version of newsarchive, up to those of this one.

    No WARC is read, so articles stay as the older version read them; rebuild reads them anew. What is cut
    short leaves the index as it was.

    \b
    newsarchive migrate -c kyiv
    """
    from archive.collection import Collection
    from newsarchive.meter import meter

    kept = Collection(collection)
    with meter("captures", 0) as progress:
        done = kept.migrate(progress)
    click.echo(f"{kept.database} is {'now' if done else 'already'} of this version.")
