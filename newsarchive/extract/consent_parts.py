"""What a banner says, apart: its title, its sentences, its buttons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.extract.consent_words import ACTIONS
from newsarchive.extract.texts import CONTROL
from newsarchive.extract.view import INLINE, SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_BUTTON = 60
MOST_BUTTONS = 12
LONGEST_TITLE = 120
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BUTTON_NAME = re.compile(r"(?<![a-z])(?:btn|button|cta|knapp?|bouton|boton)(?![a-z])|button")
_TRIM = " .!:›»→×✕✖xX"


class Parts(NamedTuple):
    """The words of a banner."""

    title: str | None
    text: str | None
    buttons: tuple[str, ...]


def parts(root: Any) -> Parts:
    """Title, sentences and buttons of a banner's element."""
    runs: list[tuple[bool, str]] = []
    buttons: dict[str, None] = {}
    for kind, words in _pieces(root):
        if kind == "button":
            buttons.setdefault(words)
        elif len(words) > 1 or (words.isalpha() and not words.isascii()):
            runs.append((kind == "heading", words))
    title = _title(runs)
    sentences = [words for _, words in runs if words != title]
    return Parts(title, " ".join(sentences) or None, tuple(buttons)[:MOST_BUTTONS])


def buttons(root: Any) -> list[str]:
    """The words of the buttons in an element."""
    pressed = (e for e in root.iter("button", "a", "input", "div", "span") if e is not root and is_button(e))
    return [label for label in map(_label, pressed) if label]


def is_dialog(element: Any) -> bool:
    """Whether an element is laid over the page."""
    role = (element.get("role") or "").lower()
    return element.tag == "dialog" or role in ("dialog", "alertdialog") or element.get("aria-modal") == "true"


def is_button(element: Any) -> bool:
    """Whether an element is pressed rather than read."""
    tag = element.tag
    if tag == "button" or (element.get("role") or "").lower() == "button":
        return True
    if tag == "input":
        return (element.get("type") or "").lower() in ("button", "submit")
    if tag not in ("a", "div", "span"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if tag == "a":
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            return is_action(_label(element))
        return bool(_BUTTON_NAME.search(names)) or (_stands_last(element) and is_action(_label(element)))
    return bool(_BUTTON_NAME.search(names)) and len(element) <= 1 and is_action(_label(element))


def _stands_last(link: Any) -> bool:
    """Whether a link comes after a whole sentence, with nothing behind it on the line."""
    before = link.getprevious()
    said = (link.getparent().text if before is None else before.tail) or ""
    following = link.getnext()
    closed = following is None or following.tag in ("a", "br", "button")
    ends = closed and not (link.tail or "").strip() and not _label(link).endswith(".")
    return ends and said.rstrip().endswith((".", "!", "。"))


def is_action(label: str) -> bool:
    """Whether a button's words accept, reject or settle."""
    return label.lower().replace("-", " ").strip(_TRIM) in ACTIONS or label.lower() in ACTIONS


def _label(element: Any) -> str:
    words = element.get("value") if element.tag == "input" else "".join(element.itertext())
    return _line((words or element.get("aria-label") or "")[:1000])


def _line(text: str) -> str:
    return CONTROL.sub("\ufffd", " ".join(text.split()))


def _title(runs: list[tuple[bool, str]]) -> str | None:
    """Its first heading, or a short first run without a full stop before longer text."""
    heading = next((words for is_heading, words in runs if is_heading and len(words) <= LONGEST_TITLE), None)
    if heading or len(runs) < 2:
        return heading
    first, second = runs[0][1], runs[1][1]
    short = (
        len(first) <= LONGEST_TITLE and len(first) < len(second) and not first.endswith((".", "。", ":", "।"))
    )
    return first if short else None


def _is_bold_title(element: Any) -> bool:
    """Whether bold words before a sentence on the same line are its title and not its beginning."""
    if element.tag not in ("b", "strong"):
        return False
    words = "".join(element.itertext()).split()
    following = element.getnext()
    after = (element.tail or "").strip() or (
        "" if following is None else "".join(following.itertext()).strip()
    )
    return len(words) >= 3 and words[-1][-1] not in ".,:;" and after[:1].isupper()


def _pieces(root: Any) -> Iterator[tuple[str, str]]:
    """Buttons, headings and runs of text between borders of blocks, in document order."""
    run: list[str] = []
    heading = ""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag not in INLINE or element.tag == "br" or (leaving and _is_bold_title(element))
        button = not leaving and element is not root and is_button(element)
        if (block or button) and "".join(run).strip():
            yield heading or "text", _line("".join(run))
            run = []
        if leaving:
            heading = "" if element.tag in _HEADINGS else heading
        elif button:
            if (
                (label := _label(element))
                and len(label) <= LONGEST_BUTTON
                and any(c.isalpha() for c in label)
            ):
                yield "button", label
        elif element.tag not in SILENT:
            heading = "heading" if element.tag in _HEADINGS else heading
            run.append(element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if element is not root:
            run.append(element.tail or "")
    if "".join(run).strip():
        yield "text", _line("".join(run))
