"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


def collection_option(command: F) -> F:
    """``-c COLLECTION``: the folder of a collection, given to the command as ``collection: Path``."""
    return click.option(
        "-c",
        "--collection",
        type=click.Path(file_okay=True, path_type=Path),
        required=True,
        metavar="COLLECTION",
        help="Folder of the collection.",
    )(command)


def json_option(command: F) -> F:
    """``--json``: machine-readable output, given to the command as ``as_json: bool``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, in UTF-8.")(command)
