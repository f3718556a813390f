"""Write the pages of docs/ that say what the code says: ``make docs``. A test holds them to be up to date.

commands.md   what --help prints
record.md     archive/article.py: each field with its type and the words beside it
schema.md     schema.head.md, and the tables of a new index
"""

from __future__ import annotations

import ast
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
MADE = "<!-- Made by make docs from {source}: change it there. -->"


def commands() -> str:
    from newsarchive.cli import COMMANDS

    parts = [MADE.format(source="newsarchive/cli/"), "# The command", _help()]
    for name in COMMANDS:
        parts += [f"## {name}", _help(name)]
    return "\n\n".join(parts) + "\n"


def _help(*command: str) -> str:
    from click.testing import CliRunner

    from newsarchive.cli import main

    done = CliRunner().invoke(main, [*command, "--help"], prog_name="newsarchive", terminal_width=88)
    if done.exception:
        raise done.exception
    return _code("text", done.output.rstrip())


def record() -> str:
    tree = ast.parse((ROOT / "archive/article.py").read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    classes.sort(key=lambda node: node.name != "Article")  # the whole before its parts
    in_json = "In JSON a datetime is an ISO 8601 string with its zone, and what is not known is `null`."
    parts = [MADE.format(source="archive/article.py"), "# The record of a page", _prose(tree), in_json]
    for node in classes:
        parts += [f"## {node.name}", _prose(node), _table(_fields(node))]
    parts += ["## Words that a field may hold", _table(_choices(tree))]
    return "\n\n".join(parts) + "\n"


def _prose(node: ast.Module | ast.ClassDef) -> str:
    return _markdown(ast.get_docstring(node) or "")


def _markdown(text: str) -> str:
    return text.replace("``", "`").replace(":meth:", "")


def _table(rows: Iterator[tuple[str, str, str]]) -> str:
    lines = [f"| `{name}` | {kind} | {_markdown(' '.join(words.split()))} |" for name, kind, words in rows]
    return "\n".join(["| name | type | |", "|---|---|---|", *lines])


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """Name, type and the string that follows: of fields, and of properties."""
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, _kind(statement.annotation), _string(after)
        elif isinstance(statement, ast.FunctionDef) and _is_property(statement):
            assert statement.returns is not None
            words = f"Derived. {ast.get_docstring(statement) or ''}"
            yield statement.name, _kind(statement.returns), words


def _choices(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """``Name = Literal[…]``, and the string that follows."""
    for statement, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript(ast.Name("Literal"), choices)):
                words = ", ".join(f"`{choice}`" for choice in ast.literal_eval(choices))
                yield name, words, _string(after)


def _kind(node: ast.expr) -> str:
    """An annotation as people read it: ``tuple[str, ...]`` is a list once it is JSON."""
    words = ast.unparse(node).replace(", ...]", "]").replace("tuple[", "list[")
    return f"`{words}`".replace("|", "\\|")


def _string(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(words))):
            return words
    return ""


def _is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "property" for d in node.decorator_list)


def schema() -> str:
    from archive.index import Index

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        Index(path).close()
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY rowid").fetchall()
        connection.close()
    head = (DOCS / "schema.head.md").read_text(encoding="utf-8").rstrip()
    parts = [MADE.format(source="archive/schema.py and docs/schema.head.md"), head]
    for kind, name, sql in rows:
        if sql is not None and not _is_shadow(name, rows):
            parts += [f"## {name}" if kind == "table" else f"{kind.capitalize()} `{name}`", _code("sql", sql)]
    return "\n\n".join(parts) + "\n"


def _is_shadow(name: str, rows: list[tuple[str, str, str]]) -> bool:
    """Whether SQLite made the table itself, for a full-text one: its name begins with that one's."""
    virtual = [n for _, n, sql in rows if sql and sql.upper().startswith("CREATE VIRTUAL TABLE")]
    return name.startswith("sqlite_") or any(name.startswith(f"{other}_") for other in virtual)


def _code(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


PAGES = {"commands.md": commands, "record.md": record, "schema.md": schema}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
