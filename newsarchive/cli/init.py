"""``newsarchive init``: a new collection."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import Folder

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Make a new collection.")
@click.argument("folder", type=Folder())
@click.option("--title", help="What the collection is called.  [default: the folder's name]")
@click.option("--operator", default="", help="Who collects: a person or an institution.")
@click.option("--contact", default="", help="E-mail or web address, for those whose sites are visited.")
@click.option("--description", default="", help="What is collected, and why.")
@click.option("--rights", default="", help="What may be done with it.")
@click.option(
    "--robots",
    type=click.Choice(["obey", "ignore"]),
    default="obey",
    show_default=True,
    help="Policy towards robots.txt.",
)
@click.option(
    "--seed",
    "seeds",
    metavar="SEED",
    multiple=True,
    help="Address the default profile starts at. Repeatable.",
)
def init(folder: Path, seeds: tuple[str, ...], title: str | None, **words: str) -> None:
    """Make a new collection in FOLDER, with its description in collection.toml.

    From the description come the warcinfo record of every WARC and the user agent by which servers see who
    visits them. Edit the file whenever you like; crawl profiles have their place in it, too.

    \b
    newsarchive init kyiv --title "Kyiv papers" --operator "Jane Doe" --contact jane@example.org \\
        --seed https://news.example/
    """
    from archive.collection import Collection, Description, Profile
    from newsarchive.seeds import checked

    profiles = {"default": Profile(seeds=tuple(checked(seed) for seed in seeds))} if seeds else {}
    kept = Collection.create(
        folder, Description(title=title or folder.resolve().name, profiles=profiles, **words)
    )
    click.echo(f"Made {kept.path}/collection.toml: {kept.description.title}")
    if not words["contact"]:
        click.echo("It has no contact yet: sites can't tell whom to ask. Add one in collection.toml.")
    click.echo(
        f"Next: newsarchive crawl {'' if seeds else 'https://news.example/ '}-c {shlex.quote(str(kept.path))}"
    )
