"""One page from the web, for ``newsarchive extract URL``. Nothing is kept; crawls have their own capture."""

from __future__ import annotations

import gzip
import io
import urllib.error
import urllib.request
from http.client import HTTPException
from importlib.metadata import version

from archive.errors import ArchiveError

MAX_BYTES = 20_000_000
"""Largest page read, after decompression: a hundred times a large article page."""
TIMEOUT = 60
"""Seconds to wait for the server at each step."""


class FetchError(ArchiveError):
    """The page could not be had."""


def get(url: str) -> tuple[bytes, list[tuple[str, str]], str]:
    """The page's bytes with content coding undone, the response headers, and the address after redirects.

    ``http_proxy`` and ``https_proxy`` are honoured. Raises FetchError.
    """
    agent = {"User-Agent": f"newsarchive/{version('newsarchive')}", "Accept-Encoding": "gzip"}
    try:
        request = urllib.request.Request(url, headers=agent)  # noqa: S310  the caller passes http and https
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            body, headers, final = response.read(MAX_BYTES + 1), response.headers.items(), response.url
        if dict(headers).get("Content-Encoding") == "gzip":
            body = gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise FetchError(f"{url} answered {error.code} {error.reason}.") from error
    except (OSError, EOFError, ValueError, HTTPException) as error:
        cause = getattr(error, "reason", error)
        raise FetchError(f"{url} can't be fetched: {getattr(cause, 'strerror', None) or cause}.") from error
    if len(body) > MAX_BYTES:
        raise FetchError(f"{url} is larger than {MAX_BYTES:,} bytes: no article page is.")
    return body, headers, final
