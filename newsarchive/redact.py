"""Credentials never reach the disk: neither a WARC nor the file of a frontier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CREDENTIALS = ("Authorization", "Proxy-Authorization", "Cookie")
"""Request headers that are credentials whatever the site."""
REDACTED = b"[redacted]"


def redact(request: bytes, names: Iterable[str]) -> tuple[bytes, list[str]]:
    """The request with the values of these headers blacked out, and the names of those that were there."""
    head, blank, body = request.partition(b"\r\n\r\n")
    found: list[str] = []

    def black(match: re.Match[bytes]) -> bytes:
        found.append(match[1].decode("latin-1"))
        return match[1] + b": " + REDACTED

    choice = b"|".join(re.escape(name.encode("latin-1")) for name in names)
    head = re.sub(rb"(?im)^(" + choice + rb"):[^\r\n]*", black, head)
    return head + blank + body, found
