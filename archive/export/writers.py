"""Each format as a function from articles to the files of an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.export import corpus, tables
from archive.export import wacz as web
from archive.export.output import ExportError, sink
from archive.export.package import resource, slug, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.collection import Collection
    from archive.export.columns import Found
    from archive.index import Index

DESCRIPTION = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Work:
    """What a writer is given."""

    folder: Path
    """Where the files are made."""
    names: tuple[str, ...]
    """Of the files or the one folder; the first is what was asked for."""
    articles: Iterator[Found]
    about: Callable[[], dict[str, Any]]
    """The head of the data package, once the articles went by."""
    collection: Collection
    index: Index

    @property
    def file(self) -> Path:
        return self.folder / self.names[0]

    def head(self) -> dict[str, Any]:
        """All of the data package but its files."""
        return {"name": slug(self.names[0]), **self.about()}

    def describe(self, path: Path, resources: list[dict[str, Any]]) -> None:
        path.write_bytes(to_json({**self.head(), "resources": resources}))


def choose(form: str, name: str) -> tuple[Callable[[Work], dict[str, int]], tuple[str, ...]]:
    """The writer of a format, and the names of the files or the folder that it makes.

    :param name: of the file or folder asked for
    :raises ExportError: the format does not go with the name, or its library is missing
    """
    if form == "wacz":
        if not name.lower().endswith(".wacz"):
            raise ExportError(f"{name}: the name of a WACZ has to end in .wacz.")
        return wacz, (name,)
    if form == "text" and not name.lower().endswith(".txt"):
        return text_folder, (name,)
    described = f"{name}.{DESCRIPTION}"
    if form == "text":
        return text_file, (name, f"{name[:-4]}.metadata.csv", described)
    return {"jsonl": jsonl, "csv": csv, "parquet": parquet}[form], (name, described)


def jsonl(work: Work) -> dict[str, int]:
    with sink(work.file) as file:
        tables.write_jsonl(file, work.articles)
    work.describe(work.folder / work.names[1], [resource(work.names[0], file, tables.JSONL)])
    return {}


def csv(work: Work) -> dict[str, int]:
    with sink(work.file) as file:
        formulas = tables.write_csv(file, work.articles)
    described = tables.csv_resource(tables.CSV_COLUMNS)
    work.describe(work.folder / work.names[1], [resource(work.names[0], file, described)])
    return {"formulas": formulas}


def parquet(work: Work) -> dict[str, int]:
    try:
        from archive.export.parquet import PARQUET, write_parquet
    except ImportError as error:
        raise ExportError('Parquet needs pyarrow: pip install "newsarchive[parquet]"') from error
    with sink(work.file) as file:
        write_parquet(file, work.articles)
    work.describe(work.folder / work.names[1], [resource(work.names[0], file, PARQUET)])
    return {}


def text_file(work: Work) -> dict[str, int]:
    name, beside, description = work.names
    with sink(work.file) as file, sink(work.folder / beside) as metadata:
        corpus.write_one_file(file, metadata, work.articles)
    resources = [
        resource(name, file, corpus.CORPUS),
        resource(beside, metadata, corpus.metadata_resource(files=False)),
    ]
    work.describe(work.folder / description, resources)
    return {}


def text_folder(work: Work) -> dict[str, int]:
    work.file.mkdir()
    with sink(work.file / "metadata.csv") as metadata:
        corpus.write_folder(work.file, metadata, work.articles)
    table = resource("metadata.csv", metadata, corpus.metadata_resource(files=True))
    work.describe(work.file / DESCRIPTION, [table])
    return {}


def wacz(work: Work) -> dict[str, int]:
    return {"captures": web.write(work.file, work.collection, work.index, work.articles, work.head)}
