"""The generated site: every way to find a story, and every trap, in the server's own words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

import pytest

from archive.collection import Collection, Description
from newsarchive.demo.server import DemoServer
from newsarchive.demo.thousand import DELAY, FORBIDDEN, GONE, WAYS, Thousand

if TYPE_CHECKING:
    from newsarchive.demo.server import Request

PAGES = 480
COMMAND = [sys.executable, "-c", "from newsarchive.cli import main; main()"]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Thousand, list[Request], Collection]:
    path = tmp_path_factory.mktemp("thousand") / "lantern"
    collection = Collection.create(path, Description(title="The Lantern, at length"))
    with DemoServer(site=partial(Thousand, pages=PAGES)) as server:
        options = ("-c", str(path), "--delay", "0", "--depth", "3")
        subprocess.run(
            [*COMMAND, "crawl", f"{server.url}/", *options],
            env={**os.environ, "no_proxy": "127.0.0.1"},
            check=True,
            capture_output=True,
            timeout=500,
        )
        return server.site, list(server.log), collection


def test_every_story_is_found_whatever_the_way(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    site, log, _ = crawled
    asked = {line.path for line in log}
    assert Counter(story.way for story in site.stories if story.path not in asked) == Counter()
    assert set(WAYS) == {story.way for story in site.stories}


def test_nothing_is_asked_for_twice(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    asked = Counter(line.path for line in crawled[1])
    assert [path for path, times in asked.items() if times > 1] == []


def test_little_else_is_fetched(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    """Front page, lists, feeds and sitemaps are how stories are found; redirects are stories elsewhere."""
    site, log, _ = crawled
    stories = {story.path for story in site.stories} | set(site.redirects)
    others = [line.path for line in log if line.path not in stories]
    assert len(others) <= 0.1 * len(log), others


def test_traps_are_left(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    paths = [line.path for line in crawled[1]]
    assert sum(path.startswith("/calendar/") for path in paths) <= 2
    assert sum(path.startswith("/gone/") for path in paths) <= GONE
    assert not [
        path for path in paths if "sid=" in path or "print=" in path or "/amp" in path or "sort=" in path
    ]


def test_what_is_forbidden_is_not_touched(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    assert not [line.path for line in crawled[1] if line.path.startswith(FORBIDDEN)]


def test_the_delay_is_held(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    log = crawled[1]
    assert log[-1].when - log[0].when >= DELAY * (len(log) - 1) * 0.9


def test_each_story_is_an_article_and_nothing_else_is(
    crawled: tuple[Thousand, list[Request], Collection],
) -> None:
    site, _, collection = crawled
    with collection.index(read_only=True) as index:
        urls = [url for (url,) in index.db.execute("SELECT url FROM articles")]
    assert sorted(urls) == sorted(site.base + story.path for story in site.stories)


def test_what_feeds_and_sitemaps_told_is_kept(crawled: tuple[Thousand, list[Request], Collection]) -> None:
    site, _, collection = crawled
    facts = {capture.url: capture.facts for capture in collection.walk() if hasattr(capture, "status")}
    for way, told in (("feed", "found-title"), ("news", "found-title"), ("sitemap", "found-date")):
        for story in site.of(way):
            assert told in dict(facts[site.base + story.path]), story
    story = site.of("news")[0]
    assert dict(facts[site.base + story.path])["found-title"] == story.headline


def test_what_the_server_answers() -> None:
    opener = build_opener(ProxyHandler({}))
    with DemoServer(site=partial(Thousand, pages=24)) as server:
        story = server.site.stories[0]
        for path in ("", "/amp/", "?print=1", "?sid=0123", ";jsessionid=7"):
            with opener.open(server.url + story.path + path) as answer:
                assert f'rel="canonical" href="{server.url}{story.path}"' in answer.read().decode()
        for path in (
            "/",
            "/quay/?page=9",
            "/calendar/2099/12/",
            "/gone/x",
            "/archive/2025/01/",
            "/feed.json",
        ):
            with opener.open(server.url + path) as answer:
                assert answer.status == 200
        old = next(iter(server.site.redirects))
        with opener.open(server.url + old) as answer:
            assert answer.url == server.url + server.site.redirects[old]
