"""Our parts, switched on in somebody else's Scrapy project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archive.collection import Collection

SETTINGS = """
BOT_NAME = "theirs"
SPIDER_MODULES = ["theirs.spiders"]
USER_AGENT = "theirs/1.0"
ADDONS = {"newsarchive.addon.Archive": 500}
LOG_LEVEL = "WARNING"
"""
STORY = """<p class="byline">By Mara Quill</p><time datetime="2026-03-04T08:00:00Z">4 March 2026</time>
<p>The old ferry will cross the bay at night from the first of May, the harbour board said on Tuesday.</p>
<p>Residents who came to the hearing said that they had waited for years, and that nobody had listened.</p>
<p>A decision is not expected before the summer, the mayor said after the meeting, and thanked everybody.</p>
"""
SPIDER = """
import scrapy
from archive.article import Article
from newsarchive.capture import kept

class Theirs(scrapy.Spider):
    name = "theirs"
    def __init__(self, url, **arguments):
        super().__init__(start_urls=[url], **arguments)
    def parse(self, response):
        yield {"title": response.css("title::text").get(), "id": kept(response).capture.id}
        yield kept(response)
        yield Article(url=response.url)
        yield response.follow("/b", self.parse_b)
    def parse_b(self, response):
        yield {"status": response.status}
"""


def test_a_foreign_project(
    scrapy: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    (project / "theirs" / "spiders").mkdir(parents=True)
    (project / "scrapy.cfg").write_text("[settings]\ndefault = theirs.settings\n")
    (project / "theirs" / "__init__.py").touch()
    (project / "theirs" / "spiders" / "__init__.py").touch()
    (project / "theirs" / "settings.py").write_text(SETTINGS)
    (project / "theirs" / "spiders" / "theirs.py").write_text(SPIDER)
    server.routes["/"] = kit.page(
        f"<html><title>Ferry at night</title><article><h1>Ferry at night</h1>{STORY}</article>"
    )
    server.routes["/b"] = kit.page("B")
    items = project / "items.jsonl"
    done = scrapy(
        "crawl", "theirs", "-a", f"url={server.url}/", "-O", items,
        "-s", f"COLLECTION={collection.path}", cwd=project,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "came without its capture" in done.stderr
    assert "Traceback" not in done.stderr
    assert kit.differences(collection, server.log) == []
    assert all(b"User-Agent: theirs/1.0\r\n" in request for request, _ in server.log)
    found = [json.loads(line) for line in items.read_text().splitlines()]
    assert {"title": "Ferry at night", "id": 2} in found
    assert {"status": 200} in found
    assert [(item["id"], item["headline"]) for item in found if "headline" in item] == [(2, "Ferry at night")]
    with collection.index(read_only=True) as index:
        assert index.next_id() == len(server.log) + 1
        article = index.article(2)
    assert article is not None
    assert article.headline == "Ferry at night"
