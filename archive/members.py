"""One gzip member a record, by Intel's isal where it is installed, else by zlib.

Measured on 200 real pages: isal level 2 takes 0.07 ms for a body that came compressed and 0.3 ms for one
that did not; zlib level 6 takes 0.5 and 3.0 ms and makes the latter an eighth smaller.
"""

from __future__ import annotations

import zlib

MEMBER = b"\x1f\x8b\x08"
"""The first bytes of every gzip member (RFC 1952)."""
GZIP = zlib.MAX_WBITS | 16
ZLIB_LEVEL = 6
ISAL_LEVEL = 2


def zlib_member(record: bytes) -> bytes:
    """The record as a gzip member without name and time: equal records give equal members."""
    return zlib.compress(record, ZLIB_LEVEL, GZIP)


try:
    from isal import isal_zlib
except ImportError:
    member = zlib_member
else:

    def member(record: bytes) -> bytes:
        """The record as a gzip member without name and time: equal records give equal members."""
        packed: bytes = isal_zlib.compress(record, ISAL_LEVEL, GZIP)
        return packed
