"""Parquet, by pyarrow: moments as UTC timestamps, lists and records as such. Needs the extra ``parquet``."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pyarrow
from pyarrow.parquet import ParquetWriter

from archive.export.columns import TYPES, bare, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.export.columns import Found
    from archive.export.output import Binary

ROWS = 1000
"""Articles of a row group: what is held in memory. With 4 KB of text each, the process takes some 175 MB,
of which 50 are pyarrow's own."""
PARQUET = {
    "profile": "data-resource",
    "format": "parquet",
    "mediatype": "application/vnd.apache.parquet",
    "schema": schema(tuple(TYPES)),
}
SCALARS = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    bool: pyarrow.bool_(),
    datetime: pyarrow.timestamp("us", tz="UTC"),
}


def write_parquet(file: Binary, articles: Iterable[Found]) -> None:
    fields = [pyarrow.field(name, _type(hint)) for name, hint in TYPES.items()]
    layout = pyarrow.schema(fields)
    rows = (found.typed() for found in articles)
    with ParquetWriter(file, layout, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=layout))


def _type(hint: Any) -> Any:
    hint = bare(hint)
    if get_origin(hint) is tuple:
        return pyarrow.list_(_type(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return pyarrow.struct([(field.name, _type(hints[field.name])) for field in dataclasses.fields(hint)])
    return SCALARS[hint]
