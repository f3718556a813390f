"""Text of strangers on a terminal: in colours of ours, and without its control characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archive.difference import Difference, Kind, Pieces

_CONTROLS = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " "
)
"""All but tabs and line feeds, and those that turn the direction of a text: with them a page could move the
cursor, rename the window, or write backwards over what stands beside it."""


def safe(text: str | None) -> str:
    return (text or "").translate(_CONTROLS)


def pieces(of: Pieces) -> str:
    """In the way of wdiff, which tells also without colours what has gone and what has come."""
    return "".join(_styled(kind, safe(text)) for kind, text in of)


def _styled(kind: Kind, text: str) -> str:
    if kind == "same":
        return text
    return (
        click.style(f"[-{text}-]", fg="red") if kind == "gone" else click.style(f"{{+{text}+}}", fg="green")
    )


def print_difference(found: Difference) -> None:
    """What changed; of what stayed, how many lines."""
    same = 0
    for line in found.lines:
        if not line.changed:
            same += 1
            continue
        _stayed(same)
        same = 0
        name = "" if line.part == "text" else click.style(f"{line.part}: ", dim=True)
        click.echo(f"  {name}{pieces(line.pieces)}")
    _stayed(same)


def _stayed(lines: int) -> None:
    if lines:
        click.secho(f"  … {lines:,} line{'' if lines == 1 else 's'} the same", dim=True)
