"""A capture played again: the response that the crawl would have seen, had it not been killed just then."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from archive.coding import dechunk

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from archive.capture import Capture

KEPT = "kept"
"""Key of a request's meta: the id of the capture that is played instead of fetching. The download handler
takes it out: redirects and retries copy meta."""


def response(request: Request, capture: Capture) -> Response:
    """As Scrapy's download handler makes it: transfer coding undone, content coding left.

    :param capture: with a whole response
    """
    headers = Headers()
    for name, value in capture.headers:
        if name:
            headers.appendlist(name, value.encode("latin-1"))
    chunked = any("chunked" in value.lower() for value in capture.header_values("transfer-encoding"))
    body = dechunk(capture.payload) if chunked else capture.payload
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(
        url=request.url,
        status=capture.status or 0,
        headers=headers,
        body=body,
        ip_address=ip_address(capture.ip_address) if capture.ip_address else None,
        protocol="HTTP/1.1",
    )
