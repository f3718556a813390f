"""Two signals that a spider's pages end in, for frontier, recorder and progress to hear.

``done(request)``: the page was dealt with, and everything found on it is in the frontier.
``missed(request, reason)``: it was wanted and not had; the reason is a short sentence.
"""

from __future__ import annotations

done = object()
missed = object()
