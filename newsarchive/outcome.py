"""Signals between spider, recorder and frontier.

``done(request)``: the page was dealt with, and everything found on it is in the frontier.
``missed(request, reason, retryable=True)``: it was wanted and not had; the reason is a short sentence.
``safe()``: all captures kept until now are on the disk, and survive a power cut.
``seed(url)``: the archivist named this address; it may lie in a private net.
"""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

done = object()
missed = object()
safe = object()
seed = object()


class Missed(IgnoreRequest):
    """A request that is not sent, or whose answer goes no further, for a reason that is told as it stands."""

    retryable = False
    """Whether another run may have more luck."""


class PutOff(Missed):
    """Not now, perhaps later."""

    retryable = True
