"""Weigh what addresses and words of links tell: is there a story behind?

    python benchmarks/train_links.py FOLDER            # precision and recall on sites held back, five folds
    python benchmarks/train_links.py FOLDER --write    # weights from all -> newsarchive/linkweights.py

FOLDER: see ``benchmarks/links.py``. Folds are split by site; of a held-back site nothing is learned, its
guesses neither.
"""

from __future__ import annotations

import argparse
import hashlib
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np
from links import Sample, guessed, judged

import newsarchive.linkweights
from newsarchive import judging
from newsarchive.judging import LONG, features

FOLDS, ROUNDS = 5, 40
RIDGE = 1.0
FEWEST = 12
"""Samples in which a feature must hold to get a weight."""


def named(sample: Sample) -> list[str]:
    parts = urlsplit(sample.url[:LONG])
    path = unquote(parts.path).lower()
    return list(features(parts, path, [s for s in path.split("/") if s], sample.anchor[:LONG]))


def fit(rows: list[list[str]], truth: Any, weight: Any) -> dict[str, float]:
    """Logistic regression with a ridge, by Newton's method; "" is the bias."""
    counts: dict[str, int] = {}
    for row in rows:
        for name in set(row):
            counts[name] = counts.get(name, 0) + 1
    names = ["", *sorted(name for name, count in counts.items() if count >= FEWEST)]
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        matrix[i, 0] = 1
        for name in row:
            if name in column:
                matrix[i, column[name]] += 1
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 1e-6
    beta = np.zeros(len(names))
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(matrix @ beta, -30, 30)))
        slope = matrix.T @ (weight * (truth - guess)) - ridge * beta
        bend = (matrix * (weight * guess * (1 - guess))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, beta.tolist(), strict=True))


def train(samples: list[Sample], rows: list[list[str]]) -> dict[str, float]:
    """Samples that are alike are one of their weight together."""
    alike: dict[tuple[tuple[str, ...], bool], float] = {}
    for sample, row in zip(samples, rows, strict=True):
        key = (tuple(row), sample.story)
        alike[key] = alike.get(key, 0.0) + sample.weight
    truth = np.array([story for _, story in alike], float)
    return fit([list(row) for row, _ in alike], truth, np.array(list(alike.values())))


def tell(label: str, hits: int, wrong: int, missed: int) -> None:
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    print(f"{label:<14}{hits:>6}{wrong:>6}{missed:>7}  precision {precision:.3f}  recall {recall:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write newsarchive/linkweights.py")
    parser.add_argument("--errors", action="store_true", help="print what is judged wrong")
    arguments = parser.parse_args()
    known, hints = list(judged(arguments.folder)), list(guessed(arguments.folder))
    samples = [*known, *hints]
    rows = [named(sample) for sample in samples]
    print(f"{len(known)} judged links, {len(hints)} guesses; a fold: stories found, wrongly taken, missed")
    total = np.zeros(3, int)
    for fold in range(FOLDS):
        held = [zlib.crc32(sample.site.encode()) % FOLDS == fold for sample in samples]
        weights = train(
            [s for s, out in zip(samples, held, strict=True) if not out],
            [r for r, out in zip(rows, held, strict=True) if not out],
        )
        judging.BIAS, judging.WEIGHTS = weights.pop(""), weights
        judging.judge.cache_clear()
        found = np.zeros(3, int)
        for sample in (s for s, out in zip(known, held, strict=False) if out):
            story = judging.judge(sample.url, sample.anchor).kind == "article"
            found += [story and sample.story, story and not sample.story, sample.story and not story]
            if arguments.errors and story != sample.story:
                print("  wrong " if story else "  missed", sample.url[:150], "|", sample.anchor[:80])
        tell(f"fold {fold}", *found.tolist())
        total += found
    tell("all, held back", *total.tolist())
    if arguments.write:
        write(train(samples, rows), arguments.folder, len(known), len(hints))


def write(weights: dict[str, float], folder: Path, known: int, hints: int) -> None:
    digest = hashlib.sha256((folder / "related" / "gold.jsonl").read_bytes()).hexdigest()[:16]
    lines = [f"    {name!r}: {weight:.3f},".replace("'", '"') for name, weight in weights.items() if name]
    text = (
        '"""Weights of :mod:`newsarchive.judging`, made by ``benchmarks/train_links.py``.\n\n'
        f"From {known} judged links (sha256 of gold.jsonl: {digest}) and {hints} guesses.\n"
        '"""\n\nfrom __future__ import annotations\n\n'
        f"BIAS = {weights['']:.3f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n"
    )
    Path(newsarchive.linkweights.__file__).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
