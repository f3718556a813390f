"""What of an article goes into the full-text index: a pure function of its stored rows, for what went in must
be given again, word for word, to take it out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.marks import EVERY, day_marks, mark, site_marks
from archive.unspaced import indexed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLUMNS = (
    "headline", "alternative_headline", "description", "text", "captions", "alts", "credits", "teasers",
    "authors", "keywords", "section", "labels", "marks",
)  # fmt: skip
"""Of the full-text index, in order."""
VIEW = (
    "SELECT id, headline, alternative_headline, description, text, captions, alts, credits, teasers, "
    "authors || ' ' || coalesce(agency, '') AS authors, keywords, section, "
    "(SELECT group_concat(label, char(10)) FROM disclosures d WHERE d.article_id = a.id) AS labels, "
    "'' AS marks FROM articles a"
)
"""The same as SQL, from which FTS5 reads what it shows; marks are only looked for."""


def searched_row(
    article: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[str, ...]:
    """
    :param article: column to value, of ``articles``
    :param children: table to rows of that article, in the order of ``position``
    :returns: in the order of :data:`COLUMNS`
    """
    texts = {name: article[name] or "" for name in COLUMNS[:-2]}
    texts["authors"] = f"{article['authors']} {article['agency'] or ''}"
    texts["labels"] = "\n".join(row["label"] or "" for row in children.get("disclosures", ()))
    return (
        *[indexed(texts[name], within=False) for name in COLUMNS[:-1]],
        " ".join(_marks(article, children)),
    )


def _marks(article: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    yield EVERY
    yield from site_marks(article["site"])
    yield from day_marks(article["date_published"])
    for kind, column in (("lang", "language"), ("genre", "genre"), ("section", "section")):
        if article[column]:
            yield mark(kind, article[column])
    notices = children.get("disclosures", ())
    for scope in sorted({row["scope"] for row in notices}):
        yield mark("label", scope)
    if notices:
        yield mark("label", "ai")
    yield from (mark("has", thing) for thing in _things(article, children))


def _things(article: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """What it has, by the names in :data:`archive.fields.HAS`."""
    for thing, table in (
        ("image", "images"),
        ("related", "related"),
        ("link", "links"),
        ("label", "disclosures"),
    ):
        if children.get(table):
            yield thing
    for thing, column in (("caption", "captions"), ("credit", "credits"), ("section", "section"),
                          ("date", "date_published")):  # fmt: skip
        if article[column]:
            yield thing
    for thing, column in (("author", "authors"), ("keyword", "keywords"), ("embed", "embeds"),
                          ("correction", "corrections")):  # fmt: skip
        if json.loads(article[column] or "[]"):
            yield thing
