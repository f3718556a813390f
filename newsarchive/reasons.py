"""Why a request came to nothing, in a few words."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.exceptions import IgnoreRequest

from newsarchive import outcome

REASONS = {
    "CannotResolveHostError": "no such host",
    "DNSLookupError": "no such host",
    "DownloadConnectionRefusedError": "connection refused",
    "ConnectionRefusedError": "connection refused",
    "DownloadTimeoutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "DownloadCancelledError": "too large (setting DOWNLOAD_MAXSIZE)",
    "ResponseDataLossError": "the answer broke off",
    "DownloadFailedError": "the connection broke off",
    "ResponseFailed": "the connection broke off",
    "ResponseNeverReceived": "the connection broke off",
    "TunnelError": "the proxy refused",
}
"""Names of errors, of Scrapy since 2.15 and of Twisted before, in words."""


def reason(error: BaseException | None) -> str:
    """Why a download failed, in a few words."""
    if isinstance(error, outcome.Missed):
        return str(error)
    if isinstance(error, IgnoreRequest):
        return "disallowed by robots.txt" if "robots.txt" in str(error) else str(error)
    for kind in type(error).__mro__:
        if kind.__name__ in REASONS:
            return REASONS[kind.__name__]
    return f"{type(error).__name__}: {error}"


def phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
