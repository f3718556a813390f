"""A datasette plugin: pages to search and read a collection, and tables that are fit to read.

It is at work wherever datasette opens a ``news.db``, from ``newsarchive browse`` or by itself, and uses only
hooks that datasette 0.65 and 1.0 share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from newsarchive.browse import cells, place
from newsarchive.browse.pages import stylesheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from markupsafe import Markup

DATABASE = r"/(?P<database>[^/]+)"
FORMAT = r"(?:\.(?P<format>json))?"


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    from newsarchive.browse import views

    routes = [
        (rf"^{DATABASE}/-/collection{FORMAT}$", views.front),
        (rf"^{DATABASE}/-/search{FORMAT}$", views.search),
        (rf"^{DATABASE}/-/article/(?P<id>[0-9]{{1,18}}){FORMAT}$", views.article),
        (rf"^{DATABASE}/-/changes{FORMAT}$", views.changes),
        (
            rf"^{DATABASE}/-/difference/(?P<before>[0-9]{{1,18}})/(?P<after>[0-9]{{1,18}}){FORMAT}$",
            views.difference,
        ),
    ]
    return [(r"^/$", views.front), *routes] if place.sole(datasette) else routes


@hookimpl  # type: ignore[untyped-decorator]
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    return [
        {"href": place.path(datasette, name, "/-/search"), "label": f"Search the articles of {name}"}
        for name in datasette.databases
        if place.is_ours(datasette, name)
    ]


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(datasette: Datasette, database: str | None) -> list[dict[str, str]]:
    return [{"url": stylesheet(datasette, "tables.css")}] if place.is_ours(datasette, database) else []


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str | None, datasette: Datasette
) -> Markup | None:
    if not isinstance(value, str) or not table or not place.is_ours(datasette, database):
        return None
    if (table, column) == ("articles", "headline") and database:
        id = row["id"]
        if isinstance(id, dict):  # also a foreign key, which datasette has expanded
            id = id["value"]
        return cells.headline(value, place.path(datasette, database, f"/-/article/{id}"))
    return cells.cell(value)
