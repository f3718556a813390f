"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

LARGEST_ID = 2**63 - 1
"""What SQLite can hold."""
CAPTURE_ID = click.IntRange(1, LARGEST_ID)


class Folder(click.Path):
    """A folder's name. An empty one, as of a shell variable that was never set, is not where we stand."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


def collection_option(command: F) -> F:
    """``-c COLLECTION``: the folder of a collection, given to the command as ``collection: Path``."""
    return click.option(
        "-c",
        "--collection",
        type=Folder(),
        required=True,
        metavar="COLLECTION",
        help="Folder of the collection.",
    )(command)


def json_option(command: F) -> F:
    """``--json``: machine-readable output, given to the command as ``as_json: bool``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, in UTF-8.")(command)
