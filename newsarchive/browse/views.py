"""The pages: of a collection, a search, an article with its evidence, and of changes. Each is JSON too."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.history import events
from newsarchive.browse import comparing, facts, reading
from newsarchive.browse.pages import page, record
from newsarchive.browse.place import shelf
from newsarchive.browse.searching import LAST_PAGE, ORDERS, PAGE, Asked, Found, find
from newsarchive.browse.words import direction

if TYPE_CHECKING:
    from datasette import Request, Response
    from datasette.app import Datasette

    from newsarchive.browse.place import Shelf

FIELDS = {
    "captions": "In a caption",
    "alts": "In the words for a picture",
    "credits": "In a picture credit",
    "keywords": "In the keywords",
    "section": "In the section",
    "labels": "In a notice about AI",
    "teasers": "In a related story",
    "authors": "In the byline",
    "alternative_headline": "In the kicker",
    "description": "In the standfirst",
}
"""Said before a snippet that is not of the text."""


FACETS = {
    "site": "Sites", "language": "Languages", "year": "Years", "genre": "Kinds", "section": "Sections"
}  # fmt: skip
"""Name to heading, in the order in which they are shown."""


async def front(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    told = await datasette.get_database(here.database).execute_fn(facts.facts)
    if request.url_vars.get("format"):
        return record({"title": here.description.title, **asdict(told)})
    return page("newsarchive_front.html", here, facts=told, top=facts.TOP)


def _missing(here: Shelf, sentence: str, *, as_json: bool) -> Response:
    if as_json:
        return record({"error": sentence}, status=404)
    return page("newsarchive_sentence.html", here, sentence=sentence, status=404)


async def article(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    id = int(request.url_vars["id"])
    kept = await datasette.get_database(here.database).execute_fn(lambda db: reading.kept(db, id))
    as_json = request.url_vars.get("format")
    if kept is None:
        sentence = f"This collection has no article {id}."
        return _missing(here, sentence, as_json=bool(as_json))
    if as_json:
        return record({"id": id, "capture": kept.capture, "article": kept.article.to_dict()})
    body, cut = reading.shown(kept.article.body)
    return page(
        "newsarchive_article.html",
        here,
        id=id,
        article=kept.article,
        capture=kept.capture,
        direction=direction(kept.article.language),
        badges=reading.badges(kept.article),
        body=body,
        cut=cut,
        most=reading.MOST_THINGS,
        others=kept.others,
        history=kept.history,
        related={url: here.article(other) for url, other in kept.related.items()},
    )


async def difference(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    before, after = int(request.url_vars["before"]), int(request.url_vars["after"])
    database = datasette.get_database(here.database)
    found = await database.execute_fn(lambda db: comparing.compared(db, before, after))
    as_json = request.url_vars.get("format")
    if found is None:
        sentence = f"This collection has no two articles {before} and {after}."
        return _missing(here, sentence, as_json=bool(as_json))
    if as_json:
        told = {"before": before, "after": after, "added": found.added, "removed": found.removed}
        return record({**told, "lines": [asdict(line) for line in found.lines]})
    direct = direction(found.after["language"])
    return page("newsarchive_difference.html", here, found=found, direction=direct)


async def changes(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    site = (request.args.get("site") or "").lower()
    found = await datasette.get_database(here.database).execute_fn(
        lambda db: events(db, site=site, limit=comparing.MOST_CHANGES)
    )
    if request.url_vars.get("format"):
        return record({"site": site, "changes": [asdict(event) for event in found]})
    return page("newsarchive_changes.html", here, events=found, site=site, most=comparing.MOST_CHANGES)


async def search(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    asked = Asked.of(request.args)
    try:
        found = await asyncio.to_thread(find, here.file, asked)
    except ArchiveError as error:
        found = Found(sentence=str(error))
    if request.url_vars.get("format"):
        return record({"query": asdict(asked), **asdict(found)})
    return page(
        "newsarchive_search.html",
        here,
        asked=asked,
        found=found,
        pages=min(-(-found.total // PAGE), LAST_PAGE),
        first=(asked.page - 1) * PAGE + 1,
        fields=FIELDS,
        facets=FACETS,
        orders=ORDERS,
    )
