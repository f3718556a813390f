"""``newsarchive rebuild``: the index anew from the WARCs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import collection_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Make the index anew from the WARCs.")
@collection_option
def rebuild(collection: Path) -> None:
    """Make news.db and indexes/index.cdxj anew from the WARCs alone, with today's extractor.

    The old index serves readers until the new one is complete. Ids stay the same.

    \b
    newsarchive rebuild -c kyiv
    """
    from scrapy.utils.project import get_project_settings

    from archive.collection import Collection
    from newsarchive.meter import meter
    from newsarchive.rebuild import rebuild as make_anew
    from newsarchive.sites import Sites
    from newsarchive.workers import Limits, cpus

    kept = Collection(collection)
    limits = Limits.from_settings(get_project_settings(), cpus())
    with meter("captures", total=kept.size()) as progress:
        report = make_anew(kept, Sites.load(), progress, limits)
    click.echo(f"{report}. The index is new: {kept.database}")
    for damage in report.damage:
        click.echo(damage, err=True)
