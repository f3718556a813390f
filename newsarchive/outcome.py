"""Signals between spider, recorder and frontier.

``done(request)``: the page was dealt with, and everything found on it is in the frontier.
``missed(request, reason, retryable=True)``: it was wanted and not had; the reason is a short sentence.
``safe()``: all captures kept until now are on the disk, and survive a power cut.
"""

from __future__ import annotations

done = object()
missed = object()
safe = object()
