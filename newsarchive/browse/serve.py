"""The server of ``newsarchive browse``: datasette on a collection, read-only, alive while a crawl writes."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import rich
import uvicorn
from datasette.app import Datasette

from archive.collection import Collection, CollectionError
from newsarchive.browse.metadata import metadata

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from pathlib import Path

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

SETTINGS = {
    # A table must show what a crawl has just written; datasette lets browsers keep a page for 5 s.
    "default_cache_ttl": 0,
    # datasette's 1,000 ms is for the public web; a count over a million rows on a laptop takes longer.
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "default_page_size": 50,
    "truncate_cells_html": 200,
    # It would suggest every column of texts and lists, and count each to find out.
    "suggest_facets": False,
}

POLICY = "; ".join(
    [
        "default-src 'none'",
        # datasette's own pages carry scripts and styles inline; ours forbid them (pages.POLICY).
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-dns-prefetch-control": b"off",
}


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. CollectionError where it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]  # Python adds the address once more
        raise CollectionError(
            f"Cannot listen on {host} port {port}: {reason}. "
            "Choose another port with --port, or --port 0 for any free one."
        ) from error


def serve(datasette: Datasette, sock: socket.socket) -> None:
    """Serves until interrupted."""
    # Where rich is installed, datasette prints each 404 with a traceback and all local variables.
    rich.get_console().quiet = True
    uvicorn.Server(uvicorn.Config(Guarded(datasette.app()), log_level="warning")).run(sockets=[sock])


def datasette_of(path: Path) -> Datasette:
    """datasette opens a file with ``mode=ro``; only one named as immutable would not show what a crawl adds.

    :raises CollectionError: no collection, or no index yet
    :raises IndexFileError: an index of another version
    """
    collection = Collection(path)
    collection.index(read_only=True).close()
    return Datasette([str(collection.database)], metadata=metadata(collection.description), settings=SETTINGS)


class Guarded:
    """Puts the policy on every answer that has none: no page may make the browser ask anybody else."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                missing = [(name, value) for name, value in HEADERS.items() if name not in names]
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        await self.app(scope, receive, guarded)
