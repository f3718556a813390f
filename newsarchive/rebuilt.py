"""Captures from Scrapy's own objects, where the bytes of the wire cannot be had: by another handler, over
HTTP/2, from a browser. Readable, but not what was sent: reason phrase, case and order of headers, framing and
interim responses are gone, headers that somebody added or took off are not seen. Each says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.capture import Capture
from newsarchive.context import address
from newsarchive.redact import redact, without_user

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scrapy import Request
    from scrapy.http import Response

FRAMING = ("Transfer-Encoding", "Content-Length")
"""Headers that speak of a body as it was framed, which it no longer is."""


def rebuilt(
    request: Request,
    outcome: Response | Exception,
    *,
    start: datetime,
    facts: dict[str, str],
    secret: Iterable[str],
    why: str,
) -> Capture:
    """
    :param outcome: of an error there is no response, and nobody knows how much of the request was sent
    :param why: the bytes cannot be had
    """
    facts = {**facts, "exact": f"no: {why}"}
    url = address(request.url)
    sent, secrets = redact(_request(request, url), secret)
    if secrets:
        facts["redacted"] = ", ".join(secrets)
    if isinstance(outcome, Exception):
        facts["failure"] = without_user(f"{type(outcome).__name__}: {outcome}")
        return Capture(url=url, date=start, request=sent, response=b"", facts=facts)
    if outcome.protocol:
        facts["protocol"] = outcome.protocol
    return Capture(
        url=url,
        date=start,
        request=sent,
        response=_response(outcome),
        # Behind a proxy the peer is the proxy.
        ip_address=str(outcome.ip_address) if outcome.ip_address and "proxy" not in facts else None,
        truncated=_truncated(outcome),
        facts=facts,
    )


def _request(request: Request, url: str) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = f"{request.method} {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n".encode("latin-1", "replace")
    return head + request.headers.to_string() + b"\r\n\r\n" + request.body


def _response(response: Response) -> bytes:
    """A head that readers understand; the body as Scrapy has it."""
    headers = response.headers.copy()
    for name in FRAMING:
        headers.pop(name, None)
    if response.body:
        headers["Content-Length"] = str(len(response.body))
    lines = headers.to_string()
    return f"HTTP/1.1 {response.status}\r\n".encode() + (lines and lines + b"\r\n") + b"\r\n" + response.body


def _truncated(response: Response) -> str | None:
    if "dataloss" in response.flags:
        return "disconnect"
    return "unspecified" if "download_stopped" in response.flags else None
