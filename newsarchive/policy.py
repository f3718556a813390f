"""What is said against the use of a page goes into the record of its capture, and is respected as far as the
archivist's policy says (OPT_OUTS_REFUSED)."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from newsarchive import optouts, outcome
from newsarchive.robots import Robots, agent

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from archive.capture import Capture

FACT = "opt-outs"
"""Field of the capture's metadata record."""
_SIGNS = (b"robots", b"tdm-", b"content-usage")
_PIECE = 16_384


class OptOuts:
    """One for each download handler."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._agent = agent(settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"])
        self._refused = set(settings.getlist("OPT_OUTS_REFUSED"))
        self._robots: Robots | None = None

    def told(self, request: Request, capture: Capture, response: Response | None) -> Capture:
        """The capture with what its head, its page and its host say.

        :param response: as it was received, content coding and all; None where none came"""
        said = [*self._host(request.url)]
        if any(sign in capture.head.lower() for sign in _SIGNS):
            said += optouts.headers(capture.headers, self._agent)
        if response is not None and b"html" in (response.headers.get("Content-Type") or b"html").lower():
            said += optouts.markup(beginning(response), self._agent)
        if not said:
            return capture
        return replace(capture, facts={**capture.facts, FACT: optouts.joined(said)})

    def respect(self, capture: Capture) -> None:
        """
        :raises Missed: the page opts out of what is respected; it is kept as evidence, and goes no further"""
        if self._refused and (said := self._refused & optouts.words(capture.facts.get(FACT, ""))):
            raise outcome.Missed(f"opted out: {', '.join(sorted(said))}")

    def _host(self, url: str) -> list[str]:
        if self._robots is None:
            self._robots = self._crawler.get_downloader_middleware(Robots)
        return self._robots.opted_out(url) if self._robots is not None else []


def beginning(response: Response) -> bytes:
    """Of a page, up to its body, HEAD bytes at most; gzip and deflate undone."""
    coding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if coding not in (b"gzip", b"x-gzip", b"deflate"):
        return b"" if coding else response.body[: optouts.HEAD]
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
    found, rest = b"", response.body
    try:
        while len(found) < optouts.HEAD and rest and not inflater.eof:
            found += inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
            if b"<body" in found[-2 * _PIECE :]:
                break
    except zlib.error:
        pass
    return found
