"""The fictional newspaper crawled by the command, and what came of it held against the data it is made of."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

from archive.collection import Collection, Description
from newsarchive.demo.parts import labels
from newsarchive.demo.pieces import blocks
from newsarchive.demo.server import DemoServer, Request
from newsarchive.demo.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from archive.article import Article
    from newsarchive.demo.pieces import Piece


@dataclass(frozen=True)
class Crawled:
    site: Site
    log: list[Request]
    articles: dict[str, Article]
    """By path."""
    collection: Collection

    def pairs(self) -> list[tuple[Piece, Article]]:
        return [(piece, self.articles[piece.path]) for piece in self.site.pieces]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    path = tmp_path_factory.mktemp("demo") / "lantern"
    collection = Collection.create(path, Description(title="The Lantern"))
    with DemoServer() as server:
        newsarchive("crawl", f"{server.url}/", "-c", str(path), "--delay", "0")
        log = list(server.log)
    with collection.index(read_only=True) as index:
        ids = [id for (id,) in index.db.execute("SELECT id FROM articles ORDER BY id")]
        found = [article for id in ids if (article := index.article(id)) is not None]
    assert len(found) == len(ids)
    twice = [url for url, times in Counter(article.url for article in found).items() if times > 1]
    assert not twice
    articles = {unquote(urlsplit(article.url).path): article for article in found}
    return Crawled(server.site, log, articles, collection)


COMMAND = [sys.executable, "-c", "from newsarchive.cli import main; main()"]


def newsarchive(
    *arguments: str, cwd: Path | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; loopback is never asked through a proxy."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, "no_proxy": "127.0.0.1", "COLUMNS": "120"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def test_every_piece_is_found_and_nothing_else_is_an_article(crawled: Crawled) -> None:
    assert set(crawled.articles) == {piece.path for piece in crawled.site.pieces}


def test_robots_txt_is_obeyed(crawled: Crawled) -> None:
    asked = [unquote(urlsplit(line.path).path) for line in crawled.log]
    assert asked[0] == "/robots.txt"
    assert not [path for path in asked if path.startswith("/drafts/")]


def test_nothing_is_fetched_twice(crawled: Crawled) -> None:
    asked = Counter(line.path for line in crawled.log)
    assert [path for path, times in asked.items() if times > 1] == []


def test_every_answer_is_kept(crawled: Crawled) -> None:
    """Those to robots.txt, the redirect and the lost page, too."""
    kept = Counter(
        (urlsplit(capture.url).path, capture.status)
        for capture in crawled.collection.walk()
        if hasattr(capture, "status")
    )
    assert kept == Counter((line.path, line.status) for line in crawled.log)
    statuses = Counter(status for _, status in kept)
    assert statuses[301] >= 1
    assert statuses[404] >= 1


def test_headline_standfirst_and_dates(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        assert (article.headline, article.description) == (piece.headline, piece.description)
        assert article.date_published == piece.published, piece.id
        assert set(article.authors) == set(piece.authors), piece.id
        assert article.url == crawled.site.base + quote(piece.path)


def test_languages_of_text_and_page(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        interface = crawled.site.sections[piece.section].words.language
        assert (article.language, article.interface_language) == (piece.language, interface), piece.id


def test_texts(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        notes = labels(piece, crawled.site.sections[piece.section].words)
        notes += [piece.description, piece.correction, piece.sponsor]  # may be text or not: readers differ
        printed = [b.text for b in article.body if b.text not in notes]
        assert printed == [b.text for b in blocks(piece)], piece.id


def test_live_paid_and_paywalled_pieces(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        assert article.is_accessible_for_free is not piece.paywalled, piece.id
        assert (article.genre == "sponsored") is bool(piece.sponsor), piece.id
        assert (article.genre == "live") is piece.live, piece.id
        times = [block.date for block in article.body if block.type == "live-entry"]
        assert times == [block.date for block in blocks(piece) if block.type == "live-entry"]


def test_pictures_captions_and_credits(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        note = crawled.site.sections[piece.section].words["ai_image"]
        expected = [(p.alt, note, None) if p.ai else (p.alt, p.caption, p.credit) for p in piece.pictures]
        assert [(i.alt, i.caption, i.credit) for i in article.images] == expected, piece.id
        assert [image.is_cover for image in article.images] == [True] + [False] * (len(expected) - 1)


def test_related_stories(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        others = [crawled.site.by_id[id_] for id_ in piece.related]
        expected = [(crawled.site.base + quote(p.path), p.headline, p.description) for p in others]
        assert [(r.url, r.title, r.teaser) for r in article.related] == expected, piece.id


def test_labels(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        found = [(d.scope, d.label, d.target) for d in article.disclosures]
        assert sorted(found) == sorted(notices(crawled, piece)), piece.id


def test_the_correction(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        assert [c.text for c in article.corrections] == ([piece.correction] if piece.correction else [])


def test_the_banner_is_told_and_not_text(crawled: Crawled) -> None:
    for piece, article in crawled.pairs():
        words = crawled.site.sections[piece.section].words
        assert article.consent is not None, piece.id
        assert article.consent.title == words["consent_title"]
        assert words["consent_text"] not in article.text


def notices(crawled: Crawled, piece: Piece) -> list[tuple[str, str, str]]:
    """Scope, label and target of all that the page of a piece discloses."""
    words = crawled.site.sections[piece.section].words
    others = [crawled.site.by_id[id_] for id_ in piece.related]
    found = [("image", words["ai_image"], f"images/{n}") for n, p in enumerate(piece.pictures) if p.ai]
    found += [("text", words["ai_text"], "article")] * piece.ai_text
    found += [("translation", words["ai_translation"], "article")] * piece.translated
    for n, other in enumerate(others):
        found += [("text", words["ai_text"], f"related/{n}")] * other.ai_text
        found += [("image", words["ai_image"], f"related/{n}")] * other.pictures[0].ai
    return found


def test_the_demo_command_from_end_to_end_and_again(tmp_path: Path) -> None:
    for _ in range(2):
        printed = newsarchive("demo", cwd=tmp_path).stdout
        assert "The night ferry learns to whisper" in printed
        assert re.search(r"articles? for 霧笛", printed)
        assert '1 article for "out of work"' in printed
        assert "newsarchive browse -c demo/lantern" in printed
    with Collection(tmp_path / "demo" / "lantern").index(read_only=True) as index:
        (articles,) = index.db.execute("SELECT count(*) FROM articles").fetchone()
    assert articles == len(Site("http://127.0.0.1").pieces)


def test_the_site_is_served_until_interrupted(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "demo", "--serve-only"], cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[4]
        assert address.startswith("http://127.0.0.1:")
        with build_opener(ProxyHandler({})).open(address) as response:
            assert "The Lantern" in response.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_demo_leaves_foreign_collections_alone(tmp_path: Path) -> None:
    Collection.create(tmp_path / "mine", Description(title="Mine"))
    refused = newsarchive("demo", "-c", "mine", cwd=tmp_path, status=1)
    assert 'mine is the collection "Mine", which the demo did not make.' in refused.stderr
    assert (tmp_path / "mine" / "collection.toml").exists()
