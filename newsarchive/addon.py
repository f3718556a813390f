"""Scrapy add-on that switches the archive on, in our own settings and in a foreign project::

    ADDONS = {"newsarchive.addon.Archive": 500}
    COLLECTION = "collections/kyiv"

It sets what keeps the captures, and as long as the project does not say otherwise the collection's truthful
user agent, its policy towards robots.txt, and content codings that WARC readers can undo.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured

from archive.collection import Collection
from newsarchive.recorder import software

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

HANDLER = "newsarchive.capture.CaptureHandler"
LIMITS = {
    "CONNECTION_KEPT": 15,
    "HEAD_MAXSIZE": 262_144,
    "FRAMING_MAXSIZE": 1_000_000,
    "DOWNLOADS_MAXSIZE": 100_000_000,
}
"""Seconds that a connection at rest is kept. Bytes before the body of a response begins, as many as Chrome
reads; bytes of its head and chunk framing; bytes of all responses under way: what has more is cut."""
ACCEPT_ENCODING = "gzip, deflate"
"""Replay tools lack zstd, warcio fails on br. In DEFAULT_REQUEST_HEADERS it wins over Scrapy's own."""


class Archive:
    def update_settings(self, settings: BaseSettings) -> None:
        """
        :raises CollectionError: COLLECTION is none"""
        if not settings.get("COLLECTION"):
            raise NotConfigured("there is no setting COLLECTION: nothing would be kept")
        description = Collection(Path(settings["COLLECTION"])).description
        # Late: it needs Twisted's client, and which reactor there is to be is not settled yet.
        from newsarchive.capture import ForeignHandler

        handlers = settings["DOWNLOAD_HANDLERS"]
        for scheme in ("http", "https"):
            own = handlers.get(scheme)
            # No spider's or command line's word stands above this: nothing is fetched that is not kept.
            handlers.set(scheme, ForeignHandler.around(own) if own else HANDLER, "cmdline")
        settings["EXTENSIONS"]["newsarchive.recorder.Recorder"] = 0
        settings["EXTENSIONS"]["newsarchive.doorkeeper.Doorkeeper"] = 0
        settings["SPIDER_MIDDLEWARES"]["newsarchive.middlewares.Seeds"] = 5
        settings["ITEM_PIPELINES"]["newsarchive.pipelines.ArticlePipeline"] = 900
        settings.set("USER_AGENT", description.user_agent(software()), "addon")
        settings.set("ROBOTSTXT_OBEY", description.robots == "obey", "addon")
        headers = {**settings.getdict("DEFAULT_REQUEST_HEADERS"), "Accept-Encoding": ACCEPT_ENCODING}
        settings.set("DEFAULT_REQUEST_HEADERS", headers, "addon")
        for name, value in LIMITS.items():
            settings.set(name, value, "addon")
