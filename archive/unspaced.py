"""Scripts written without blanks between words, as the full-text index takes them: pairs of letters.

FTS5's tokenizer takes a run of Chinese, Japanese, Thai, Lao, Khmer or Burmese for one long word, and its
trigrams find nothing for two letters. So each letter of a run goes in together with the next one, and the
last by itself: 朝鮮半島 as 朝鮮, 鮮半, 半島, 島. Any piece of the run is then a phrase of pairs, and a single
letter the beginning of one.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_BLOCKS = ((0x0E01, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3041, 0x30FF),
           (0x31F0, 0x31FF), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F), (0xFF66, 0xFF9F))  # fmt: skip
"""Thai and Lao, Burmese, Khmer, kana."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = "".join(
    letter
    for first, last in _BLOCKS
    for letter in map(chr, range(first, last + 1))
    if unicodedata.category(letter)[0] in "LMN"
)
LETTER = f"[{_LETTERS}{_HAN}]"
INVISIBLE = "\u200b\u2060"
"""Where a line may break in Thai or Khmer, or must not: no letters, and no border of a run."""
RUN = re.compile(f"{LETTER}(?:[{INVISIBLE}]*{LETTER})*")
_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
POINTS = f"[{_POINTS}]*"
"""Vowel points of Hebrew and Arabic, and the stroke that widens a word: mostly not written."""
_POINTED = re.compile(f"[{_POINTS}]+")
_PLAINER = re.compile("[\u0370-\u03ff\u0401\u0451\u1f00-\u1fff]")


def indexed(text: str, *, within: bool = True) -> str:
    """The text as it goes into the index, and into a query: runs in pairs, letters composed, and without
    those accents that the tokenizer leaves on (Greek ones, Russian ё, vowel points).

    :param within: whether more may follow the last letter: False in a text, where the last of a run stands
        alone; True in a query, which looks for a piece of a run
    """
    if text.isascii():
        return text
    text = _POINTED.sub("", unicodedata.normalize("NFC", text))
    text = _PLAINER.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], text)
    return RUN.sub(lambda run: _pairs(run[0], within and run.end() == len(text)), text)


def _pairs(run: str, open_end: bool) -> str:
    letters = run.translate(_INVISIBLE)
    pairs = [a + b for a, b in pairwise(letters)]
    if not (open_end and pairs):
        pairs.append(letters[-1])
    return f" {' '.join(pairs)} "


def last_run(text: str) -> int:
    """Letters of the run in which the text ends; 0 where it ends otherwise. A single one is, looked for
    within others, the beginning of a pair."""
    runs = [run for run in RUN.finditer(text) if run.end() == len(text)]
    return len(runs[0][0].translate(_INVISIBLE)) if runs else 0
