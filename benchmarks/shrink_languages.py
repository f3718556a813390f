"""Write ``newsarchive/extract/languages.bin``, the small form of py3langid's model that ``ngrams`` reads.

    pip install py3langid==0.4.0
    python benchmarks/shrink_languages.py

For each language the sequences are kept that tell most of it: frequent in it, and more so than in the mean of
the others. Of each sequence the languages are kept for which it speaks: those within five units of a
logarithm of the best.
"""

from __future__ import annotations

import zlib
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

import newsarchive.extract
from newsarchive.extract.ngrams import LENGTHS, STEPS

UNPRINTED = frozenset({"an", "la", "sa", "vo", "wa"})
"""No newspapers to speak of, and often guessed for lists of names."""
EACH = 400
"""Sequences for a language: with 150 three texts in 1,000 more are taken for a language far from theirs."""
WITHIN = 5
TARGET = Path(newsarchive.extract.__file__).parent / "languages.bin"


def main() -> None:
    detector = LanguageIdentifier.from_model_file(MODEL_FILE)
    sequences = _sequences(detector)
    detector.set_languages([code for code in detector.labels if len(code) == 2 and code not in UNPRINTED])
    table = detector.nb_ptc.astype(np.float32)
    kept = sorted(_telling(table), key=lambda number: (-len(sequences[number]), sequences[number]))
    parts = [sequences[number] for number in kept]
    chosen = table[kept]
    steps = np.round((chosen - chosen.max(axis=1, keepdims=True) + WITHIN) * STEPS).clip(0)
    rows = [np.flatnonzero(row) for row in steps]
    packed = b"\n".join(
        (
            " ".join(detector.nb_classes).encode(),
            " ".join(f"{prior:.3f}" for prior in detector.nb_pc).encode(),
            " ".join(str(sum(len(part) == length for part in parts)) for length in LENGTHS).encode(),
            b"".join(parts)
            + bytes(map(len, rows))
            + np.concatenate(rows).astype(np.uint8).tobytes()
            + np.concatenate([row[at] for row, at in zip(steps, rows, strict=True)])
            .astype(np.uint8)
            .tobytes(),
        )
    )
    TARGET.write_bytes(zlib.compress(packed, 9))
    print(f"{len(kept):,} sequences, {sum(map(len, rows)):,} weights, {TARGET.stat().st_size:,} bytes")


def _sequences(detector: Any) -> dict[int, bytes]:
    """The sequences by number: each the shortest way into a state of the automaton that tells it."""
    found: dict[int, bytes] = {}
    ways = {0: b""}
    waiting = deque(ways)
    while waiting:
        state = waiting.popleft()
        number = detector.tk_output[state]
        if number >= 0:
            found.setdefault(number, ways[state])
        row = detector.tk_row[state] << 8
        for byte, following in enumerate(detector.tk_nextmove[row : row + 256]):
            if following not in ways:
                ways[following] = ways[state] + bytes([byte])
                waiting.append(following)
    return found


def _telling(table: Any) -> set[int]:
    """The sequences (rows) that tell most of any language (columns)."""
    worth = np.exp(table) * np.maximum(table - table.mean(axis=1, keepdims=True), 0)
    return {int(row) for column in worth.T for row in np.argsort(-column, kind="stable")[:EACH]}


if __name__ == "__main__":
    main()
