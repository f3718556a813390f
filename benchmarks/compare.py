"""newsarchive and its peers side by side, on any folder of pages with gold: quality, and pages a CPU second.

    python benchmarks/compare.py FOLDER
    python benchmarks/compare.py FOLDER --only newsarchive,trafilatura --limit 100 --json out.json

FOLDER holds gold.jsonl and pages/ID.html.gz; README.md beside this file tells the format. The peers live in
an environment of their own, .venv-peers, so that they never become dependencies; it is made when it is first
needed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import scoring
from readers import READERS, gold

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv-peers"
MEASURES = ("body", "kept", "leaked", "title", "authors", "date")


def peers_python() -> str:
    """The interpreter of the peers' environment; .ready is there only when its set-up went through."""
    python = PEERS / "bin" / "python"
    needed = (HERE / "peers.txt").read_text()
    ready = PEERS / ".ready"
    if not ready.exists() or ready.read_text() != needed:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--upgrade", "pip>=25.1"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "peers.txt"], check=True)
        ready.write_text(needed)
    return str(python)


def read(name: str, folder: Path, limit: int | None) -> tuple[str, list[dict[str, Any]]]:
    """The reader's version, and what it made of each page. Its warnings and logs are of no use here."""
    python = sys.executable if name == "newsarchive" else peers_python()
    command = [python, "-W", "ignore", HERE / "readers.py", name, folder, *([str(limit)] if limit else [])]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    first, *records = map(json.loads, done.stdout.splitlines())
    return first["version"], records


def figures(name: str, records: list[dict[str, Any]], golds: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Means over the pages whose gold allows the measure, cost, and the measures page by page."""
    given = READERS[name].gives
    pages = {record["id"]: scoring.score(record, golds[record["id"]], given) for record in records}
    values = defaultdict(list)
    for measures in pages.values():
        for measure, value in measures.items():
            values[measure].append(value)
    cpu = sum(record["cpu"] for record in records)
    return {
        **{measure: statistics.fmean(values[measure]) for measure in MEASURES if values[measure]},
        "pages_a_second": len(records) / cpu,
        "times_parse": cpu / sum(record["parse"] for record in records),
        "errors": sum(record["error"] is not None for record in records),
        "pages": pages,
    }


def row(name: str, version: str, result: dict[str, Any]) -> str:
    measures = [f"{result[m]:.3f}" if m in result else "" for m in MEASURES]
    cost = [f"{result['pages_a_second']:.0f}", f"{result['times_parse']:.1f}", str(result["errors"])]
    return "| " + " | ".join([f"{name} {version}", *measures, *cost]) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only", default=",".join(READERS), help=f"of {', '.join(READERS)}; parted by commas"
    )
    parser.add_argument("--limit", type=int, help="the first pages only")
    parser.add_argument("--json", type=Path, help="write the figures here, page by page")
    args = parser.parse_args()
    if unknown := set(args.only.split(",")) - set(READERS):
        parser.error(f"no reader is called {', '.join(sorted(unknown))}")
    if not (args.folder / "gold.jsonl").exists():
        parser.error(f"{args.folder} holds no gold.jsonl")
    golds = {page["id"]: page for page in gold(args.folder)}
    print(f"{args.folder.resolve().name}, {len(list(golds)[: args.limit])} pages, {date.today()}\n")
    print(f"| reader | {' | '.join(MEASURES)} | pages/CPU s | × parse | errors |")
    print("|---" * (len(MEASURES) + 4) + "|")
    results = {}
    for name in args.only.split(","):
        version, records = read(name, args.folder, args.limit)
        results[name] = {"version": version, **figures(name, records, golds)}
        print(row(name, version, results[name]), flush=True)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
