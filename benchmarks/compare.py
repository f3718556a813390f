"""newsarchive and its peers side by side, on any folders of pages with gold: quality, and pages a CPU second.

    python benchmarks/compare.py FOLDER…
    python benchmarks/compare.py FOLDER --only newsarchive,trafilatura --limit 100 --json out.json
    python benchmarks/compare.py FOLDER… --markdown docs/peers.md

A FOLDER holds gold.jsonl and pages/ID.html.gz; README.md beside this file tells the format. The peers live in
environments of their own, .venv-peers and the like, so that they never become dependencies; they are made
when they are first needed. A peer that can't be installed here is left out, and named.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import scoring
from bootstrap import difference, pooled
from readers import READERS, gold

HERE = Path(__file__).resolve().parent
OURS = "newsarchive"
MEASURES = ("body", "kept", "leaked", "title", "authors", "date")
HEAD = ["reader", "body", "ahead of it by", *MEASURES[1:], "pages/CPU s", "× parse", "errors"]
PAGE = """<!-- Made by benchmarks/compare.py --markdown. -->

# Beside its peers

Measured on {day} with Python {python}, all readers on the same pages in one run, each in a process of its
own. "Ahead of it by" is newsarchive's figure for the body less the peer's, with the interval in which 95 of
100 samples of the pages put it (paired bootstrap). `kept` and `leaked` are shares of the snippets that
must, and must not, stand in the text; a blank is a field the reader does not give, or the gold does not
tell. Pages a second are of CPU time; "× parse" is CPU time as a multiple of a bare lxml parse of the same
pages. What each measure is: [`scoring.py`](../benchmarks/scoring.py); how to run it:
[`benchmarks/README.md`](../benchmarks/README.md).
"""


class NotHereError(Exception):
    """A reader that can't be installed on this machine; the last line says why."""


def interpreter(name: str) -> str:
    """The Python of the reader's environment; .ready is there only when its set-up went through."""
    if name == OURS:
        return sys.executable
    environment = READERS[name].environment
    folder = HERE.parent / f".venv-{environment}"
    python, ready = folder / "bin" / "python", folder / ".ready"
    needed = (HERE / f"{environment}.txt").read_text()
    if not ready.exists() or ready.read_text() != needed:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--upgrade", "pip>=25.1"], check=True)
        command = [python, "-m", "pip", "install", "-q", "-r", HERE / f"{environment}.txt"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if "rror" in line]
            raise NotHereError(said[0].strip() if said else "pip failed")
        ready.write_text(needed)
    return str(python)


def read(name: str, folder: Path, limit: int | None, keep: Path | None) -> tuple[str, list[dict[str, Any]]]:
    """The reader's version, and what it made of each page. Its warnings and logs are of no use here."""
    kept = keep / f"{folder.resolve().name}-{limit or 'all'}-{name}.jsonl" if keep and name != OURS else None
    if kept and kept.exists():
        printed = kept.read_text(encoding="utf-8")
    else:
        command = [interpreter(name), "-W", "ignore", HERE / "readers.py", name, folder]
        command += [str(limit)] if limit else []
        printed = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        ).stdout
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(printed, encoding="utf-8")
    first, *records = (json.loads(line) for line in printed.splitlines() if line.startswith("{"))
    return first["version"], records


def figures(name: str, records: list[dict[str, Any]], golds: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The figures of a corpus, cost, and the measures page by page."""
    given = READERS[name].gives
    pages = {record["id"]: scoring.score(record, golds[record["id"]], given) for record in records}
    shares = {record["id"]: scoring.body_share(record, golds[record["id"]]) for record in records}
    bodies = {page: share for page, share in shares.items() if share is not None}
    values = defaultdict(list)
    for measures in pages.values():
        for measure, value in measures.items():
            values[measure].append(value)
    cpu = sum(record["cpu"] for record in records)
    return {
        **({"body": pooled(bodies.values())} if bodies else {}),
        **{measure: statistics.fmean(values[measure]) for measure in MEASURES if values[measure]},
        "pages_a_second": len(records) / cpu,
        "times_parse": cpu / sum(record["parse"] for record in records),
        "errors": sum(record["error"] is not None for record in records),
        "bodies": bodies,
        "pages": pages,
    }


def row(name: str, result: dict[str, Any], ours: dict[str, Any] | None) -> str:
    measures = [f"{result[m]:.3f}" if m in result else "" for m in MEASURES]
    lead = str(difference(ours["bodies"], result["bodies"])) if ours and name != OURS else ""
    cost = [f"{result['pages_a_second']:.0f}", f"{result['times_parse']:.1f}", str(result["errors"])]
    some = ours and len(result["pages"]) < len(ours["pages"])
    title = f"{name} {result['version']}" + (f", first {len(result['pages'])} pages" if some else "")
    return line([title, measures[0], lead, *measures[1:], *cost])


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def compare(
    folder: Path, names: list[str], limit: int | None, keep: Path | None
) -> tuple[list[str], dict[str, Any]]:
    """The lines of the corpus's table, printed as they come, and all figures."""
    golds = {page["id"]: page for page in gold(folder)}
    lines: list[str] = []

    def tell(text: str) -> None:
        print(text, flush=True)
        lines.append(text)

    tell(f"## {folder.resolve().name}: {len(list(golds)[:limit]):,} pages\n")
    tell(line(HEAD))
    tell("|---" * len(HEAD) + "|")
    results: dict[str, Any] = {}
    absent = []
    for entry in sorted(names, key=lambda name: name != OURS):  # ours first: the others are set against it
        name, _, most = entry.partition(":")
        try:
            version, records = read(name, folder, int(most) if most else limit, keep)
        except NotHereError as error:
            absent.append(f"{name} can't be installed here: {error}")
            continue
        results[name] = {"version": version, **figures(name, records, golds)}
        tell(row(name, results[name], results.get(OURS)))
    for text in absent:
        tell(f"\n{text}")
    tell("")
    return lines, results


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--only",
        default=",".join(READERS),
        help=f"of {', '.join(READERS)}; parted by commas; NAME:250 reads 250 pages",
    )
    parser.add_argument("--limit", type=int, help="the first pages only")
    parser.add_argument(
        "--keep", type=Path, help="a folder for what the peers read: read once, newsarchive each time"
    )
    parser.add_argument("--json", type=Path, help="write the figures here, page by page")
    parser.add_argument("--markdown", type=Path, help="write the tables here, with words around them")
    args = parser.parse_args()
    names = args.only.split(",")
    if unknown := {name.partition(":")[0] for name in names} - set(READERS):
        parser.error(f"no reader is called {', '.join(sorted(unknown))}")
    for folder in args.folders:
        if not (folder / "gold.jsonl").exists():
            parser.error(f"{folder} holds no gold.jsonl")
    compared = {
        folder.resolve().name: compare(folder, names, args.limit, args.keep) for folder in args.folders
    }
    if args.json:
        figures = {corpus: results for corpus, (_, results) in compared.items()}
        args.json.write_text(json.dumps(figures, indent=1) + "\n")
    if args.markdown:
        words = PAGE.format(day=date.today(), python=platform.python_version())
        tables = ["\n".join(lines) for lines, _ in compared.values()]
        args.markdown.write_text("\n".join([words, *tables]).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
