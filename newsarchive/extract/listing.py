"""Lists of stories, told by their shape: the same kind of link again and again, and no long text between."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.extract.view import View

LEAST_TITLE = 12
"""Characters of a link that may be a headline, of a script with blanks; of others half as many."""
LEAST_PROSE = 60
MANY = 6
"""Headlines of one form from which they are a list: five are the work an agency shows on its one page."""
FREE = 300
"""Characters of text that may stand in one piece on a list: a topic's introduction, an author's life. The
shortest piece on the 1,422 development pages whose address and metadata don't tell a story either has 356."""
PER_LINK = 8
"""As many more for each headline: front pages with a hundred have a longer word of their own too."""
_FRAME = frozenset({"nav", "header", "footer"})


def is_list(view: View) -> bool:
    """Whether the page is made of headlines that lead elsewhere."""
    headlines = most_alike(view)
    return headlines >= MANY and longest_text(view) < FREE + PER_LINK * headlines


def most_alike(view: View) -> int:
    """How many links of a headline's length lead to different places from the same place in the markup."""
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i in view.by_tag.get("a", ()):
        if _is_title(view.text[view.starts[i] : view.stops[i]]) and not _in_frame(view, i):
            around = next(view.ancestors(i), i)
            form = (view.hints[i], view.tags[around], view.hints[around])
            alike[form].add((view.elements[i].get("href") or "").partition("#")[0])
    return max((len(targets) for targets in alike.values()), default=0)


def longest_text(view: View) -> int:
    """The most characters of text outside links that follow one another without a headline between them."""
    longest = run = 0
    for segment in view.segments:
        text = view.text[segment.start : segment.stop]
        if segment.linked >= 0.7 * len(text):
            run = 0 if _is_title(text) else run
        elif len(text) >= LEAST_PROSE and segment.linked < len(text) / 2:
            run += len(text)
            longest = max(longest, run)
    return longest


def _is_title(text: str) -> bool:
    return len(text) >= (LEAST_TITLE if text.isascii() else LEAST_TITLE // 2)


def _in_frame(view: View, i: int) -> bool:
    return any(view.tags[j] in _FRAME for j in view.ancestors(i))
