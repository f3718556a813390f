"""``newsarchive diff``: how one text became another."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import CAPTURE_ID, collection_option, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="How the text of one capture became that of another.")
@click.argument("before", type=CAPTURE_ID)
@click.argument("after", type=CAPTURE_ID)
@collection_option
@json_option
def diff(before: int, after: int, collection: Path, as_json: bool) -> None:
    """Print the differences between the articles BEFORE and AFTER, by their ids, word by word: what has gone
    as [-gone-], what has come as {+new+}. Counters, times and the like are left out.

    \b
    newsarchive diff 17 230 -c kyiv
    newsarchive diff 17 230 -c kyiv --json
    """
    from archive.collection import Collection
    from newsarchive.cli.printing import print_difference

    found = Collection(collection).difference(before, after)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    elif found.changed:
        print_difference(found)
    else:
        click.echo("Their texts are the same.")
