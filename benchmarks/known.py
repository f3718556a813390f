"""Is a piece found again by words that somebody remembers of it? Beside FTS5's own order, and datasette's own
search, on the same index.

    python benchmarks/known.py FOLDER… [--pieces 500] [--seed 1] [--misses]

reads the pages of folders in the corpora's format, draws three to five words that stand together in the
headline, the text or a caption of a piece (stop words kept; of scripts without blanks, six to eight letters),
asks for them as they stand, without quotes, and looks where the piece comes.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from archive.capture import Capture, Place
from archive.index import Index
from archive.query import parse
from archive.search import QueryError, search
from archive.unspaced import RUN
from newsarchive.extract import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.article import Article

LOOKED = 20
"""Hits among which it is looked for."""
FEW = 5
"""Languages with fewer pieces are told together."""


@dataclass(frozen=True)
class Question:
    id: int
    """Of the piece; other captures of the same text are as good."""
    language: str
    place: str
    words: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pieces", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print what is not the first hit")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "news.db") as index:
        found = list(fill(index, arguments.folders))
        chance = random.Random(arguments.seed)
        pieces = chance.sample(found, min(arguments.pieces, len(found)))
        questions = [question for piece in pieces if (question := ask(*piece, chance))]
        same = {id: article.text for id, article in found}
        ours = [rank(question, hits(index, question.words), same) for question in questions]
        plain = [rank(question, plain_hits(index, question.words), same) for question in questions]
        index.flush()
        theirs = datasette_hits(index.path, [question.words for question in questions])
        datasette = [rank(question, found, same) for question, found in zip(questions, theirs, strict=True)]
    print(f"{len(found)} articles, {len(questions)} questions, seed {arguments.seed}\n")
    sides = {"newsarchive": ours, "FTS5 by rank": plain, "datasette": datasette}
    print(f"{'':12}{'':>6}", *[f"{name:>23}" for name in sides])
    print(f"{'':12}{'':>6}", *[f"{'first':>11}{'of 3':>12}" for _ in sides])
    for name, chosen in groups(questions):
        print(f"{name:12}{len(chosen):>6}", *[shares(ranks, chosen) for ranks in sides.values()])
    if arguments.misses:
        for question, place in zip(questions, ours, strict=True):
            if place != 1:
                print(place, question.place, question.language, question.words)


def fill(index: Index, folders: list[Path]) -> Iterator[tuple[int, Article]]:
    """Ids and articles of all pages that are articles, read and kept in an index."""
    id = 0
    for folder in folders:
        for line in (folder / "gold.jsonl").read_text("utf-8").rstrip("\n").split("\n"):
            gold = json.loads(line)
            page = folder / "pages" / f"{gold['id']}.html.gz"
            if not page.exists():
                continue
            article = extract(gzip.decompress(page.read_bytes()), gold.get("url") or "")
            id += 1
            response = b"HTTP/1.1 200 OK\r\n\r\n"
            capture = Capture(
                gold.get("url") or "", datetime.now(UTC), b"", response, id=id, place=Place("a", id, 1)
            )
            index.add(capture, article)
            if article.page_kind == "article":
                yield id, article
    index.flush()


def ask(id: int, article: Article, chance: random.Random) -> Question | None:
    """Words from one of the places that has enough of them, each place as likely."""
    places = {
        "headline": [article.headline or ""],
        "text": article.text.split("\n"),
        "caption": [image.caption or "" for image in article.images],
    }
    drawn = {place: words for place, texts in places.items() if (words := draw(texts, chance))}
    if not drawn:
        return None
    place = chance.choice(sorted(drawn))
    return Question(id, article.language or "?", place, drawn[place])


def draw(texts: list[str], chance: random.Random) -> str:
    """Three to five consecutive words of one text; empty where none has three."""
    length = chance.randint(3, 5)
    unspaced = [run[0] for text in texts for run in RUN.finditer(text) if len(run[0]) >= length + 3]
    if unspaced and sum(map(len, unspaced)) > sum(map(len, texts)) / 3:
        run = chance.choice(unspaced)
        at = chance.randrange(len(run) - length - 2)
        return run[at : at + length + 3]
    split = [words for text in texts if len(words := words_of(text)) >= 3]
    if not split:
        return ""
    words = chance.choice(split)
    length = min(length, len(words))
    at = chance.randrange(len(words) - length + 1)
    return " ".join(words[at : at + length])


def words_of(text: str) -> list[str]:
    """Without what stands around them: quotes, brackets and minus signs are syntax in a query."""
    bare = (re.sub(r"^[\W_]+|[^\w\u0300-\u0eff]+$", "", word).replace('"', "") for word in text.split())
    return [word for word in bare if any(map(str.isalnum, word))]


def hits(index: Index, words: str) -> list[int]:
    try:
        return [hit.id for hit in search(index, words, limit=LOOKED).hits]
    except QueryError:
        return []


def plain_hits(index: Index, words: str) -> list[int]:
    """The same matches as FTS5 orders them by itself."""
    from archive.matching import expression

    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rank LIMIT ?"
    return [row[0] for row in index.db.execute(sql, (expression(parse(words).root), LOOKED))]


def datasette_hits(file: Path, asked: list[str]) -> list[list[int]]:
    """What datasette's own ``_search`` on the table of articles gives, in its own order."""
    from datasette.app import Datasette

    from archive.description import Description
    from newsarchive.browse.metadata import metadata

    datasette = Datasette([str(file)], metadata=metadata(Description(title="known")))

    async def ask() -> list[list[int]]:
        found = []
        for words in asked:
            query = urlencode(
                {"_search": words, "_size": LOOKED, "_shape": "array", "_col": "id", "_nofacet": 1}
            )
            answer = await datasette.client.get(f"/{file.stem}/articles.json?{query}")
            rows = answer.json()
            found.append([row["id"] for row in rows] if isinstance(rows, list) else [])
        return found

    return asyncio.run(ask())


def rank(question: Question, found: list[int], same: dict[int, str]) -> int:
    """From 1; 0 where it is not among them."""
    text = same[question.id]
    places = [n for n, id in enumerate(found, 1) if id == question.id or same.get(id) == text]
    return places[0] if places else 0


def groups(questions: list[Question]) -> Iterator[tuple[str, list[int]]]:
    """Numbers of the questions: all, by place, by language."""
    yield "all", list(range(len(questions)))
    for attribute in ("place", "language"):
        by: dict[str, list[int]] = defaultdict(list)
        for number, question in enumerate(questions):
            by[getattr(question, attribute)].append(number)
        rest = [n for chosen in by.values() if len(chosen) < FEW for n in chosen]
        for name, chosen in sorted(by.items(), key=lambda one: -len(one[1])):
            if len(chosen) >= FEW:
                yield name, chosen
        if rest:
            yield "others", rest


def shares(ranks: list[int], chosen: list[int]) -> str:
    first = sum(ranks[n] == 1 for n in chosen) / len(chosen)
    three = sum(1 <= ranks[n] <= 3 for n in chosen) / len(chosen)
    return f"{first:>11.1%}{three:>12.1%}"


if __name__ == "__main__":
    main()
