"""Grow the trees of ``newsarchive.extract.model`` from judged pages.

    pip install lightgbm
    python benchmarks/train_body.py FOLDER            # figures on hosts held back, five folds
    python benchmarks/train_body.py FOLDER --write    # trees from all pages -> newsarchive/extract/weights.py

FOLDER holds corpora: ``<corpus>/gold.jsonl`` (a page a line: id, url, and either ``texts``, the text in one
or more readings, or ``with`` and ``without``, strings that must and must not be in it) and
``<corpus>/pages/<id>.html.gz``. A run of text is the article's where most of its sequences of four words
are; runs that no string of ``with`` and ``without`` touches say nothing. Folds are split by host.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import textwrap
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

import newsarchive.extract
from newsarchive.extract.features import COLUMNS, Features, value
from newsarchive.extract.metadata import read_metadata
from newsarchive.extract.page import read_page
from newsarchive.extract.texts import tokens

SEED, FOLDS, TREES, FIRST = 1, 5, 40, 10
SETTINGS = {
    "objective": "binary", "num_leaves": 24, "learning_rate": 0.24, "min_data_in_leaf": 80, "lambda_l2": 5,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": SEED, "num_threads": 1,
    "verbose": -1, "deterministic": True,
}  # fmt: skip
WEIGHTS = {"fundus": 3.0, "trafilatura": 0.5}
"""What a page of a corpus counts: few pages of many newspapers more, a few strings a page less."""
GRAM, MOST, PROSE = 4, 0.5, 60


@dataclass
class Sample:
    """The runs of one page that are worth a look."""

    corpus: str
    fold: int
    rows: Any
    truth: Any
    weight: Any
    texts: list[str] = field(default_factory=list)
    gold: tuple[str, ...] = ()


def sample(job: tuple[str, Path, dict[str, Any]]) -> Sample | None:
    """Read a page, judge its runs by the gold."""
    corpus, file, gold = job
    page = read_page(gzip.decompress(file.read_bytes()), gold.get("url", ""))
    features = Features(page, read_metadata(page))
    texts = page.view.lines
    truth = whole(texts, gold["texts"]) if gold.get("texts") else parts(texts, gold)
    seen = [k for k, row in enumerate(features.rows) if row is not None]
    if not seen or not any(truth[k] >= 0 for k in seen):
        return None
    weight = np.array([(len(texts[k]) ** 0.5 + 3) * (truth[k] >= 0) for k in seen])
    weight *= WEIGHTS.get(corpus, 1.0) / weight.sum()
    host = (urlsplit(gold.get("url", "")).hostname or gold["id"]).removeprefix("www.")
    return Sample(
        corpus,
        zlib.crc32(host.encode()) % FOLDS,
        np.array([[value(features.rows[k], name) for name in COLUMNS] for k in seen], dtype=np.float32),
        np.array([max(truth[k], 0.0) for k in seen]),
        weight,
        [texts[k] for k in seen],
        tuple(gold.get("texts", ())),
    )


def whole(texts: list[str], readings: list[str]) -> list[float]:
    """1 for runs that stand in a reading of the text, 0 for others."""
    each = [_shares(texts, reading) for reading in readings]
    shares = [max(values) for values in zip(*each, strict=True)]
    sure = [k for k, share in enumerate(shares) if share > MOST and len(texts[k]) >= PROSE]
    first, last = (sure[0], sure[-1]) if sure else (0, -1)
    near = range(first - 3, last + 6)  # short words of the text stand in any menu too
    return [
        1.0 if share > MOST and (len(texts[k]) >= PROSE or k in near) else 0.0
        for k, share in enumerate(shares)
    ]


def _shares(texts: list[str], reading: str) -> list[float]:
    words = tokens(reading)
    grams = Counter(tuple(words[i : i + GRAM]) for i in range(len(words)))
    lines = {tokens(line) for line in reading.split("\n")}
    shares = []
    for text in texts:
        own = tokens(text)
        inner = [tuple(own[i : i + GRAM]) in grams for i in range(len(own) - GRAM + 1)]
        shares.append(sum(inner) / len(inner) if len(own) > GRAM else float(bool(own) and own in lines))
    return shares


def parts(texts: list[str], gold: dict[str, Any]) -> list[float]:
    """1 for runs of wanted strings, 0 for runs of unwanted ones, -1 for all others."""

    def touches(text: str, strings: list[str]) -> bool:
        squashed = (" ".join(s.split()) for s in strings)
        return any(s in text or (len(text) >= 15 and text in s) for s in squashed)

    wanted, unwanted = gold.get("with", []), gold.get("without", [])
    return [1.0 if touches(t, wanted) else 0.0 if touches(t, unwanted) else -1.0 for t in texts]


def grow(samples: list[Sample]) -> Any:
    """A model from pages."""
    rows = np.concatenate([s.rows for s in samples])
    truth = np.concatenate([s.truth for s in samples])
    weight = np.concatenate([s.weight for s in samples])
    weight *= len(weight) / weight.sum()
    data = lightgbm.Dataset(rows, truth, weight=weight, feature_name=list(COLUMNS))
    return lightgbm.train(SETTINGS, data, TREES)


def figures(samples: list[Sample]) -> None:
    """Word F1 of the runs chosen on each fold by the trees of the others, a line a corpus."""
    scores: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        model = grow([s for s in samples if s.fold != fold])
        for one in (s for s in samples if s.fold == fold and s.gold):
            taken = model.predict(one.rows) >= 0.5
            text = Counter(w for t, take in zip(one.texts, taken, strict=True) if take for w in tokens(t))
            best = max(_f1(Counter(tokens(reading)), text) for reading in one.gold)
            scores.setdefault(one.corpus, []).append(best)
    for corpus, values in sorted(scores.items()):
        print(f"{corpus}: word F1 {np.mean(values):.4f} on {len(values)} pages of hosts held back")


def _f1(gold: Counter[str], got: Counter[str]) -> float:
    both = sum(gold.values()) + sum(got.values())
    return 2 * sum((gold & got).values()) / both if both else 1.0


def write(model: Any, pages: int, digest: str) -> None:
    """The trees as plain data."""
    used: list[str] = []
    trees = [_node(tree["tree_structure"], used) for tree in model.dump_model()["tree_info"]]
    lines = [
        '"""The trees of :mod:`newsarchive.extract.model`: written by ``benchmarks/train_body.py``."""',
        "",
        "# fmt: off",
        f"PAGES = {pages}",
        f'GOLD = "sha256:{digest}"',
        f"SEED = {SEED}",
        f"CHECK = {FIRST}",
        *_literal("USED", used),
        *_literal("TREES", trees),
        "",
    ]
    target = Path(newsarchive.extract.__file__).with_name("weights.py")
    target.write_text("\n".join(lines), encoding="utf-8")
    print(f"{target}: {TREES} trees, {len(used)} columns")


def _node(node: dict[str, Any], used: list[str]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    name = COLUMNS[node["split_feature"]]
    if name not in used:
        used.append(name)
    low, high = _node(node["left_child"], used), _node(node["right_child"], used)
    return (used.index(name), float(f"{node['threshold']:.5g}"), low, high)


def _literal(name: str, values: list[Any]) -> list[str]:
    texts = (json.dumps(v) if isinstance(v, str) else repr(v) for v in values)
    wrapped = textwrap.wrap(", ".join(texts) + ",", 104, break_long_words=False, break_on_hyphens=False)
    return [f"{name} = (", *(f"    {line}" for line in wrapped), ")"]


def main() -> None:
    """The command."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="grow from all pages and write the weights")
    options = parser.parse_args()
    jobs, digest = [], hashlib.sha256()
    for file in sorted(options.folder.glob("*/gold.jsonl")):
        content = file.read_bytes()
        golds = [json.loads(line) for line in content.splitlines()]
        if any(g.get("texts") or g.get("with") for g in golds):
            digest.update(content)
        for gold in golds:
            page = file.parent / "pages" / f"{gold['id']}.html.gz"
            if page.exists() and (gold.get("texts") or gold.get("with")):
                jobs.append((file.parent.name, page, gold))
    with ProcessPoolExecutor(2) as pool:
        samples = [s for s in pool.map(sample, jobs, chunksize=16) if s]
    if options.write:
        write(grow(samples), len(samples), digest.hexdigest())
    else:
        figures(samples)


if __name__ == "__main__":
    main()
