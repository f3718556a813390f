"""Our pages: our own templates, filled with text of strangers, sent under a policy that lets nothing run."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from datasette import Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from newsarchive.browse import words

if TYPE_CHECKING:
    from datasette.app import Datasette

    from newsarchive.browse.place import Shelf

HEADERS = {
    # No script, and nothing from anywhere but the style sheet: an article's pictures are told in words.
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    # Else Chromium looks up the host of every link on a page served over plain HTTP.
    "x-dns-prefetch-control": "off",
    "cache-control": "no-cache",
}


@cache
def environment() -> Environment:
    """Apart from datasette's, whose base page carries scripts, and whose filters any plugin may replace."""
    env = Environment(
        loader=PackageLoader("newsarchive.browse"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    env.filters |= {name: getattr(words, name) for name in words.__all__}
    return env


def page(template: str, shelf: Shelf, *, status: int = 200, **values: Any) -> Response:
    """A page about a collection, as HTML."""
    common = {"collection": shelf.description, "paths": shelf, "stylesheet": stylesheet(shelf.datasette)}
    text = environment().get_template(template).render(**common, **values)
    return Response.html(text, status=status, headers=dict(HEADERS))


def record(value: Any, *, status: int = 200) -> Response:
    """The same as JSON."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return Response(text, status, dict(HEADERS), content_type="application/json; charset=utf-8")


def stylesheet(datasette: Datasette, name: str = "news.css") -> str:
    """Its address, which changes with its content."""
    return f"{datasette.urls.static_plugins('newsarchive', name)}?{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((files("newsarchive.browse") / "static" / name).read_bytes()).hexdigest()[:8]
