"""The three pages: a collection's front page, search, and an article with its evidence. Each is JSON too."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from newsarchive.browse import facts, reading
from newsarchive.browse.pages import page, record
from newsarchive.browse.place import shelf
from newsarchive.browse.searching import LAST_PAGE, ORDERS, PAGE, Asked, Found, find
from newsarchive.browse.words import direction

if TYPE_CHECKING:
    from datasette import Request, Response
    from datasette.app import Datasette

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
    return page("newsarchive_front.html", here, facts=told, top=facts.TOP, sample=facts.SAMPLE)


async def article(datasette: Datasette, request: Request) -> Response:
    here = await shelf(datasette, request)
    id = int(request.url_vars["id"])
    kept = await datasette.get_database(here.database).execute_fn(lambda db: reading.kept(db, id))
    as_json = request.url_vars.get("format")
    if kept is None:
        sentence = f"This collection has no article {id}."
        if as_json:
            return record({"error": sentence}, status=404)
        return page("newsarchive_sentence.html", here, sentence=sentence, status=404)
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
        related={url: here.article(other) for url, other in kept.related.items()},
    )


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
