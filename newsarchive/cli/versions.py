"""``newsarchive versions``: how an article was changed, or what was changed lately."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newsarchive.cli.options import LARGEST_ID, collection_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.collection import Collection
    from archive.history import Deletion, Event, History, Version


@click.command(short_help="How an article was changed; or what was changed lately.")
@click.argument("wanted", metavar="[ID|URL]", default="")
@collection_option
@click.option("--diff", is_flag=True, help="Also print the differences, word by word.")
@click.option("--site", default="", metavar="HOST", help="Without ID: only what this host changed.")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="Most changes listed.",
)
@json_option
def versions(wanted: str, collection: Path, diff: bool, site: str, limit: int, as_json: bool) -> None:
    """List the texts that an article has had, by the ID of one of its captures or its address; without it,
    list what was edited or deleted in the whole collection, the newest first.

    Counters, times and the like make no version. An edit is silent where the page tells of no correction and
    of no later date.

    \b
    newsarchive versions https://news.example/story -c kyiv --diff
    newsarchive versions 17 -c kyiv --json
    newsarchive versions -c kyiv --site news.example
    """
    from archive.collection import Collection

    kept = Collection(collection)
    if not wanted:
        _list(kept, site.lower().removeprefix("www."), limit, as_json)
        return
    known = kept.versions(_id_or_url(wanted))
    if as_json:
        click.echo(json.dumps(_plain(kept, known, diff), ensure_ascii=False, indent=1))
        return
    _print(kept, known, diff)


def _id_or_url(text: str) -> int | str:
    number = text.isascii() and text.isdecimal() and len(text) < 20
    return min(int(text), LARGEST_ID) if number else text


def _plain(kept: Collection, known: History, diff: bool) -> dict[str, object]:
    told = asdict(known)
    for version in told["versions"]:
        if diff and version["previous"] is not None:
            version["difference"] = asdict(kept.difference(version["previous"], version["id"]))
    return told


def _print(kept: Collection, known: History, diff: bool) -> None:
    gone = list(known.deletions)
    for version in sorted(known.versions, key=lambda version: version.captured):
        while gone and gone[0].date < version.captured:
            _print_gone(gone.pop(0))
        _print_version(kept, version, diff)
    for deletion in gone:
        _print_gone(deletion)


def _print_version(kept: Collection, version: Version, diff: bool) -> None:
    from newsarchive.cli.printing import print_difference, safe

    click.echo(
        f"{version.id:>6}  {_minute(version.captured)}  {click.style(safe(version.headline), bold=True)}"
    )
    click.echo(f"{'':8}{_told(version)}")
    if diff and version.previous is not None:
        print_difference(kept.difference(version.previous, version.id))


def _print_gone(deletion: Deletion) -> None:
    back = f"; back in capture {deletion.back}" if deletion.back else ""
    click.secho(f"{deletion.id:>6}  {_minute(deletion.date)}  gone: {deletion.status}{back}", fg="red")


def _minute(date: str) -> str:
    return date[:16].replace("T", " ")


def _told(version: Version) -> str:
    seen = (
        f"seen {version.captures:,} time{'' if version.captures == 1 else 's'}, last on {version.seen[:10]}"
    )
    if version.previous is None:
        return f"first version; {seen}"
    return f"{_kind(version)}, +{version.added:,} -{version.removed:,} words; {seen}"


def _kind(change: Version | Event) -> str:
    how = "corrected" if change.corrected else "changed silently" if change.silent else "changed"
    return how + (", also the headline" if change.headline_before is not None else "")


def _list(kept: Collection, site: str, limit: int, as_json: bool) -> None:
    from archive.history import events
    from newsarchive.cli.printing import safe

    with kept.index(read_only=True) as index:
        found = events(index.db, site=site, limit=limit)
    if as_json:
        click.echo(json.dumps([asdict(event) for event in found], ensure_ascii=False, indent=1))
        return
    for event in found:
        headline = click.style(safe(event.headline), bold=True)
        click.echo(f"{event.id:>6}  {_minute(event.date)}  {event.site}  {headline}")
        if event.what == "deleted":
            click.secho(f"{'':8}gone; the last version is {event.before}", fg="red")
        else:
            click.echo(
                f"{'':8}{_kind(event)}, +{event.added:,} -{event.removed:,} words, after {event.before}"
            )
    if not found:
        click.echo("Nothing was changed or deleted between two visits.")
