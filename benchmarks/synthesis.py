"""Articles made up from real vocabularies, for measuring an index at sizes that nobody has at hand.

Pieces of real texts, some words long, are strung together: so words and pairs of words are as frequent as in
the texts, and nothing can be read. One word in fifty is a new one, as vocabularies grow without end.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archive.article import Article, Block, Disclosure, Image, Link, Related
from archive.capture import Capture, Place
from archive.unspaced import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE = 5
"""Words of a piece, on average; four times as many letters where there are no blanks."""
NEW = 0.02
WORDS = 400
"""Of a text, the median; half of them have between two thirds and one and a half of it."""
SITES = 400
SECTIONS = (
    "News",
    "Politics",
    "World",
    "Business",
    "Culture",
    "Sport",
    "Science",
    "Opinion",
    "Local",
    "Travel",
)
EPOCH = datetime(2016, 1, 1, tzinfo=UTC)
DAYS = 3650


@dataclass(frozen=True)
class Vocabulary:
    """What texts are made of: words, and letters of scripts without blanks."""

    words: list[str]
    letters: str
    unspaced: float
    """Share of the texts that are in such scripts."""

    @classmethod
    def of(cls, folders: list[Path]) -> Vocabulary:
        """From ``gold.jsonl`` of folders in the format of the corpora."""
        words: list[str] = []
        letters: list[str] = []
        texts = 0
        for folder in folders:
            for line in (folder / "gold.jsonl").read_text("utf-8").rstrip("\n").split("\n"):
                text = next(iter(json.loads(line).get("texts") or []), "")
                texts += bool(text)
                if sum(len(run[0]) for run in RUN.finditer(text)) > len(text) / 3:
                    letters.append(text)
                else:
                    words += text.split()
        return cls(words, "".join(letters), len(letters) / max(texts, 1))


class Writer:
    """:param words: of a text, the median"""

    def __init__(self, vocabulary: Vocabulary, chance: random.Random, words: int = WORDS) -> None:
        self._vocabulary = vocabulary
        self._chance = chance
        self._words = words

    def text(self, words: int, *, unspaced: bool = False) -> str:
        stock: list[str] | str = self._vocabulary.letters if unspaced else self._vocabulary.words
        step = 4 * PIECE if unspaced else PIECE
        pieces: list[str] = []
        made = 0
        while made < words * (4 if unspaced else 1):
            length = 1 + int(self._chance.expovariate(1 / step))
            start = self._chance.randrange(max(len(stock) - length, 1))
            piece = stock[start : start + length]
            pieces.append(piece if isinstance(piece, str) else " ".join(piece))
            if not unspaced and self._chance.random() < NEW * PIECE:
                pieces.append(self._new_word())
            made += length
        return ("" if unspaced else " ").join(pieces)

    def _new_word(self) -> str:
        """Head of one word, tail of another."""
        one, other = self._chance.choice(self._vocabulary.words), self._chance.choice(self._vocabulary.words)
        return one[:4] + other[-4:]

    def article(self, id: int) -> tuple[Capture, Article]:
        chance = self._chance
        unspaced = chance.random() < self._vocabulary.unspaced
        site = f"news{int(chance.paretovariate(0.6)) % SITES}.example"
        day = EPOCH + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(1440))
        url = f"https://{site}/{day:%Y/%m}/{id}"

        def some(words: int) -> str:
            return self.text(words, unspaced=unspaced)

        body = some(int(chance.lognormvariate(0, 0.6) * self._words) + 20)
        article = Article(
            url=url,
            headline=some(8),
            description=some(25),
            authors=(some(2),),
            section=chance.choice(SECTIONS),
            genre=chance.choice(("news", "news", "news", "opinion", None)),
            date_published=day,
            language="ja" if unspaced else chance.choice(("en", "en", "en", "de", "fr")),
            body=(Block(type="paragraph", text=body),),
            images=(Image(url=f"{url}.jpg", caption=some(15), alt=some(6), credit=some(2), is_cover=True),),
            related=tuple(
                Related(url=f"https://{site}/{chance.randrange(id + 1)}", title=some(8)) for _ in range(3)
            ),
            links=(Link(url=f"https://news{chance.randrange(SITES)}.example/", text=some(2)),),
            disclosures=(Disclosure(scope="text", label="AI", evidence="visible text"),)
            * (chance.random() < 0.02),
        )
        capture = Capture(
            url, day, b"", b"HTTP/1.1 200 OK\r\n\r\n", id=id, place=Place("made.warc.gz", id, 1)
        )
        return capture, article


def articles(
    vocabulary: Vocabulary, number: int, seed: int = 1, words: int = WORDS
) -> Iterator[tuple[Capture, Article]]:
    writer = Writer(vocabulary, random.Random(seed), words)
    return map(writer.article, range(1, number + 1))
