"""How long searches take, beside FTS5 as it comes out of the box, on as many made-up articles as you like.

    python benchmarks/search.py FOLDER… --articles 100000 [--words 400] [--file index.db] [--json out.json]

FOLDER is in the corpora's format; its texts lend their words (see ``synthesis.py``). ``--file`` keeps the
index, and takes one that is there. A search is what a reader waits for: 20 hits with highlights, the number
of all hits, and five facets. The plain search asks the same of an FTS5 table over the same columns: count,
bm25, snippet(), and a GROUP BY a facet over all hits.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthesis import WORDS, Vocabulary, articles

import archive.index
from archive.index import Index
from archive.search import FACETS, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.article import Article
    from archive.capture import Capture

EACH = 20
SHOWN = ("headline", "alternative_headline", "description", "text", "captions", "alts", "credits", "teasers",
         "keywords", "section")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=WORDS, help="of a text, the median")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--each", type=int, default=EACH, help="queries of a kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-plain", action="store_true", help="leave out FTS5 out of the box")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    vocabulary = Vocabulary.of(arguments.folders)
    with tempfile.TemporaryDirectory() as folder:
        file = arguments.file or Path(folder) / "news.db"
        if not file.exists():
            build(file, articles(vocabulary, arguments.articles, arguments.seed, arguments.words))
        kinds = queries(vocabulary, random.Random(arguments.seed))
        asked = {kind: some[: arguments.each] for kind, some in kinds.items()}
        report = measure(file, asked, plain=not arguments.no_plain)
    show(report)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n")


def build(file: Path, made: Iterable[tuple[Capture, Article]]) -> None:
    start = time.process_time()
    archive.index.BATCH = 5_000  # a crawl's batches of 200 would leave many segments to merge
    beside = file.with_name(file.name + ".part")
    beside.unlink(missing_ok=True)
    with Index(beside) as index:
        index.db.execute("PRAGMA synchronous = OFF")
        index.db.execute("PRAGMA cache_size = -400000")
        for done, (capture, article) in enumerate(made, 1):
            index.add(capture, article)
            if not done % 10_000:
                print(f"{done:,} articles, {time.process_time() - start:.0f} s of CPU", file=sys.stderr)
    beside.replace(file)


def queries(vocabulary: Vocabulary, chance: random.Random) -> dict[str, list[str]]:
    """By kind. A word that is one in 10,000 of the vocabulary is in some 4 % of the articles."""
    words = Counter(word.lower() for word in vocabulary.words if word.isalpha())
    order = [word for word, _ in words.most_common()]
    total = sum(words.values())
    rare = [word for word in order if 2 <= words[word] <= 4 and len(word) > 4]
    middling = [word for word in order if 10 <= words[word] <= total / 20_000 and len(word) > 4]
    common = order[:40]
    many = order[40:400]

    def some(kind: list[str], number: int = EACH) -> list[str]:
        return [chance.choice(kind) for _ in range(number)]

    def together(least: int, most: int) -> str:
        while True:
            length = chance.randint(least, most)
            at = chance.randrange(len(vocabulary.words) - length)
            piece = " ".join(vocabulary.words[at : at + length]).replace('"', "")
            if all(any(letter.isalpha() for letter in word) for word in piece.split()):
                return piece

    return {
        "rare word": some(rare),
        "word": some(middling),
        "frequent word": some(many),
        "common word": some(common),
        "common words": [f"{a} {b}" for a, b in zip(some(common), some(common), strict=True)],
        "rare and common": [
            f"{a} {b} {c}" for a, b, c in zip(some(rare), some(common), some(many), strict=True)
        ],
        "3 to 5 words of a text": [together(3, 5) for _ in range(EACH)],
        "a phrase": [f'"{together(2, 4)}"' for _ in range(EACH)],
        "OR, NOT": [
            f"{a} OR {b} -{c}" for a, b, c in zip(some(middling), some(many), some(many), strict=True)
        ],
        "beginning of a word": [f"{word[:5]}*" for word in some(middling)],
        "word and choices": [
            f"{word} lang:en section:{chance.choice(['sport', 'news'])} after:{chance.randint(2016, 2024)}-03"
            for word in some(many)
        ],
        "common word in a field": [
            f"caption:{word} site:news{n}.example" for n, word in enumerate(some(many))
        ],
    }


def measure(file: Path, asked: dict[str, list[str]], *, plain: bool) -> dict[str, Any]:
    with Index(file, read_only=True) as index:
        report: dict[str, Any] = sizes(index.db)
        ours = timed(asked, lambda query: search(index, query, facets=FACETS).total)
    report["times"] = {"newsarchive": ours}
    if plain:
        db = sqlite3.connect(file)
        plain_index(db)
        report["times"]["FTS5"] = timed(asked, lambda query: plain_search(db, query))
        db.execute("DROP TABLE plain_fts")
        db.commit()
        db.close()
    return report


def sizes(db: sqlite3.Connection) -> dict[str, Any]:
    columns = "+".join(f"ifnull(length(CAST({name} AS BLOB)), 0)" for name in (*SHOWN, "authors"))
    text = db.execute(f"SELECT count(*), sum({columns}) FROM articles").fetchone()
    parts = " + ".join(
        f"(SELECT sum(length({column})) FROM articles_fts_{table})"
        for table, column in (("data", "block"), ("docsize", "sz"), ("idx", "term"))
    )
    full = db.execute(f"SELECT {parts}").fetchone()[0]
    return {
        "articles": text[0],
        "text_bytes": text[1],
        "fts_bytes": full,
        "fts_to_text": round(full / text[1], 3),
    }


def timed(asked: dict[str, list[str]], ask: Callable[[str], int]) -> dict[str, Any]:
    """Milliseconds of CPU of each query, by kind; each asked once before, so that what it reads is in memory:
    on a machine that does nothing else, that is what a reader waits."""
    times: dict[str, list[float]] = {}
    for kind, some in asked.items():
        for query in some:
            ask(query)
            start = time.process_time()
            ask(query)
            times.setdefault(kind, []).append(1000 * (time.process_time() - start))
        print(f"{kind}: {max(times[kind]):.0f} ms at most", file=sys.stderr)
    return {kind: quantiles(some) for kind, some in times.items()} | {
        "all": quantiles([one for some in times.values() for one in some])
    }


def quantiles(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {"p50": round(statistics.median(times), 1), "p95": round(cuts[-1], 1), "max": round(max(times), 1)}


def plain_index(db: sqlite3.Connection) -> None:
    db.execute("DROP TABLE IF EXISTS plain_fts")
    names = ", ".join(SHOWN)
    db.execute(f"CREATE VIRTUAL TABLE plain_fts USING fts5({names}, content='articles', content_rowid='id')")
    db.execute("INSERT INTO plain_fts(plain_fts) VALUES('rebuild')")
    db.commit()


def plain_search(db: sqlite3.Connection, query: str) -> int:
    """The same question as FTS5 alone can take it: the words, without choices."""
    words = [word for word in query.split() if ":" not in word] or [query.split(":")[1].split()[0]]
    expression = query if query.startswith('"') else " ".join(map(plain_word, words))
    try:
        count: int = db.execute(
            "SELECT count(*) FROM plain_fts WHERE plain_fts MATCH ?", (expression,)
        ).fetchone()[0]
    except sqlite3.OperationalError:  # a word that is syntax to FTS5
        return 0
    db.execute(
        "SELECT rowid, snippet(plain_fts, -1, '[', ']', '…', 30) FROM plain_fts WHERE plain_fts MATCH ? "
        "ORDER BY rank LIMIT 20",
        (expression,),
    ).fetchall()
    for column in ("site", "language", "genre", "section", "substr(date_published, 1, 4)"):
        db.execute(
            f"SELECT {column}, count(*) FROM articles WHERE id IN "
            "(SELECT rowid FROM plain_fts WHERE plain_fts MATCH ?) GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
            (expression,),
        ).fetchall()
    return count


def plain_word(word: str) -> str:
    if word == "OR":
        return word
    if word.startswith("-"):
        return f'NOT "{word[1:]}"'
    return f'"{word.removesuffix("*")}"*' if word.endswith("*") else f'"{word}"'


def show(report: dict[str, Any]) -> None:
    text, full = report["text_bytes"] / 1e6, report["fts_bytes"] / 1e6
    print(f"{report['articles']:,} articles, {text:,.0f} MB of text")
    print(f"full-text tables {full:,.0f} MB: {report['fts_to_text']} x text\n")
    print(f"{'milliseconds of CPU':26}", *[f"{name:>26}" for name in report["times"]])
    print(f"{'':26}", *[f"{'p50':>8} {'p95':>8} {'max':>8}" for _ in report["times"]])
    for kind in next(iter(report["times"].values())):
        figures = [times[kind] for times in report["times"].values()]
        print(f"{kind:26}", *[f"{f['p50']:8.1f} {f['p95']:8.1f} {f['max']:8.1f}" for f in figures])


if __name__ == "__main__":
    main()
