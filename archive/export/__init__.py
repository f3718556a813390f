"""Articles taken away, in the forms of the trade, each described by a data package.

========  ==============================================================================================
jsonl     a record a line; also to a stream
csv       a row an article, without the blocks of the body; also to a stream
parquet   the same columns as JSONL, typed
text      a corpus: a file an article, or one file; its metadata as CSV
wacz      the captures themselves, with what leads to them; see :mod:`archive.export.wacz`
========  ==============================================================================================

Memory does not grow with the number of articles. An export is either whole or not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from archive.export import writers
from archive.export.output import ExportError, move, refuse_to_overwrite, workshop
from archive.export.package import Tally, about
from archive.export.selection import EVERY_ARTICLE, Selection, found
from archive.export.tables import write_csv, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from archive.collection import Collection
    from archive.index import Index

__all__ = ["EVERY_ARTICLE", "ExportError", "Format", "Report", "Selection", "export", "format_of", "stream"]

Format = Literal["jsonl", "csv", "parquet", "text", "wacz"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[str, Format] = {
    ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".txt": "text", ".wacz": "wacz",
}  # fmt: skip


def nobody(_: int) -> None:
    """Whom progress is told where nobody asks."""


@dataclass(frozen=True, slots=True)
class Report:
    articles: int
    files: tuple[Path, ...]
    """What was made: the data first, its description last."""
    formulas: int = 0
    """Cells of a CSV file that a spreadsheet would take for a formula."""
    captures: int = 0
    """Of a WACZ: with what leads to the articles."""


def format_of(path: Path) -> Format:
    """By the ending.

    :raises ExportError: it tells nothing
    """
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise ExportError(
            f"The name {path} does not tell a format: it ends in none of {', '.join(ENDINGS)}. Choose such a "
            f"name, or say --format ({', '.join(FORMATS)})."
        )
    return form


def export(
    collection: Collection,
    path: Path | str,
    selection: Selection = EVERY_ARTICLE,
    *,
    format: Format | None = None,
    overwrite: bool = False,
    progress: Callable[[int], object] = nobody,
) -> Report:
    """Write articles to a file, or as text to a folder, and beside it their description.

    :param path: ``stories.csv`` gets a ``stories.csv.datapackage.json`` beside it. For text a name that does
        not end in ``.txt`` is a folder. A WACZ and a folder hold their description
    :param selection: which articles
    :param format: by default what the ending of the path tells
    :param overwrite: what is there may be replaced
    :param progress: called after each article with their number so far
    :raises ArchiveError: no index, no hit, no place to write, a capture that is not where the index says
    """
    target = Path(path)
    write, names = writers.choose(format or format_of(target), target.name)
    places = [target.parent / name for name in names]
    refuse_to_overwrite(places, overwrite)
    tally = Tally()
    with collection.index(read_only=True) as index:
        _refuse_nothing(collection, index, selection)
        with workshop(target) as folder:
            work = writers.Work(
                folder=folder,
                names=names,
                articles=tally.over(found(index, selection), progress),
                about=lambda: about(collection.description, selection, tally),
                collection=collection,
                index=index,
            )
            counts = write(work)
            refuse_to_overwrite(places, overwrite)
            move([folder / name for name in names], target.parent)
    return Report(tally.articles, tuple(places), **counts)


def stream(
    collection: Collection,
    file: BinaryIO,
    selection: Selection,
    format: Format,
    *,
    progress: Callable[[int], object] = nobody,
) -> Report:
    """Write JSONL or CSV to a stream; there is no description.

    :raises ArchiveError: another format, no index, no hit
    """
    if format not in ("jsonl", "csv"):
        raise ExportError(
            f"{format} can't go to standard output, only jsonl and csv can. Name a file with -o."
        )
    tally, formulas = Tally(), 0
    with collection.index(read_only=True) as index:
        _refuse_nothing(collection, index, selection)
        articles = tally.over(found(index, selection), progress)
        if format == "csv":
            formulas = write_csv(file, articles)
        else:
            write_jsonl(file, articles)
    return Report(tally.articles, (), formulas)


def _refuse_nothing(collection: Collection, index: Index, selection: Selection) -> None:
    if not selection.count(index):
        wanted = ", ".join(f"{name} {value}" for name, value in selection.told().items())
        raise ExportError(
            f"{collection.path} has no article{f' for {wanted}' if wanted else ''}: nothing was written."
        )
