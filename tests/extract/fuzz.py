"""Read damaged and hostile pages for as long as you like: ``make fuzz`` or

    python -m tests.extract.fuzz --minutes 60
    python -m tests.extract.fuzz --only 4711          # that input again

Input N is the same wherever it is made. Each is read in a process of its own, which tells CPU time and peak
memory of the reading; what breaks an invariant, takes over 2 s or over 500 MB, or kills its process is told
with its number, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from newsarchive.extract import extract
from newsarchive.extract.ngrams import guess
from tests.extract.invariants import ADDRESS, check, check_body

HERE = Path(__file__).parent
PAGES = sorted([*HERE.parent.glob("pages/*/*/page.html"), *HERE.glob("kinds/*/*.html")])
LARGEST = 20_000_000
MOST_CPU, MOST_MEMORY = 2.0, 500_000_000
CHECKED = 400_000
"""Bytes up to which a page is read several times over, for the invariants."""
PATIENCE = 60
"""CPU seconds after which the reading is killed."""
CHARSETS = """utf-8 utf-16 utf-16-le utf-32 latin-1 cp1252 cp1251 koi8-r iso-8859-2 iso-8859-8 shift_jis
    euc-jp iso2022_jp big5 gb18030 euc-kr utf-7 cp037""".split()
TAGS = """html head body title meta link base script style template svg math noscript iframe object select
    option textarea article main section header footer nav aside div p span a b br h1 h2 h3 ul ol li dl dt dd
    table caption tbody tr th td blockquote pre code figure figcaption picture source img video audio time
    address form input button label details summary dialog frameset frame plaintext xmp center font""".split()
TOKENS = """class="article-body"|class="cookie-banner consent"|id="onetrust-banner-sdk"|itemprop="author"|
    href="javascript:x"|href="http://["|href="//"|src="data:image/png;base64,AAAA"|srcset="/a 1x, ,b 9999w"|
    datetime="9999-99-99"|datetime="2026-02-30T25:61:00+99:99"|content="\u2028"|style="display:none"|
    <h2>Related</h2>|<a href="/town/goat-is-mayor-now-12345">Goat is mayor now, says the goat</a>|
    <p>We use cookies. Accept all. Reject.</p>|Photo: Bo Ek|By Ada Lind|Correction: it was a goat.|
    AI-generated image|&#0;|&#1;|&#x1F600;|&#xD800;|&nbsp;|&amp;amp;|\ufeff|\u202e|\x0b|\x85|\x9d|]]>|-->|
    <!--|<![CDATA[|<?xml version="1.0"?>|<time datetime="2026-03-01T10:00:00Z">1 March 2026, 10:00</time>|
    <script type="application/ld+json">|</script>|<plaintext>|<base href="https://x.example/y/">|
    {"@type":"NewsArticle","headline":"x"}|1 March 2026|٣ مارس ٢٠٢٦|令和8年3月1日|10:31 Uhr""".split("|")
VALUES = [
    "", None, 0, -1, 1e400, True, [], {}, [[]], "x" * 5_000, "\x00\x01", "2026-13-45", "http://[", [None],
    {"@type": ["NewsArticle", None, 3]}, {"@value": "x"}, {"@id": "#a"}, {"name": {"name": {"name": 1}}},
    "<b>bold</b> &amp; <p>x", "1 March 2026", ["A", ["B", {"name": "C"}]], "\ud800",
]  # fmt: skip
JSONLD = re.compile(rb"(<script[^>]*ld\+json[^>]*>)(.*?)(</script>)", re.DOTALL)


def made(number: int) -> bytes:
    """Input ``number``."""
    rng = random.Random(number)
    html = rng.choice(PAGES).read_bytes() if rng.random() < 0.85 else b""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        html = rng.choice(MUTATIONS)(html, rng)
    if rng.random() < 0.04:
        html = repeated(html, rng)
    return html[:LARGEST]


def flipped(html: bytes, rng: random.Random) -> bytes:
    data = bytearray(html)
    for _ in range(rng.randint(1, 200) if data else 0):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def truncated(html: bytes, rng: random.Random) -> bytes:
    return html[: rng.randint(0, len(html))]


def _cut(html: bytes, rng: random.Random, most: int = 5_000) -> tuple[int, int]:
    at = rng.randint(0, len(html))
    return at, min(len(html), at + rng.randint(0, most))


def shortened(html: bytes, rng: random.Random) -> bytes:
    a, b = _cut(html, rng)
    return html[:a] + html[b:]


def doubled(html: bytes, rng: random.Random) -> bytes:
    a, b = _cut(html, rng)
    return html[:b] + html[a:b] * rng.randint(1, 40) + html[b:]


def moved(html: bytes, rng: random.Random) -> bytes:
    a, b = _cut(html, rng)
    rest, to = html[:a] + html[b:], rng.randint(0, len(html) - (b - a))
    return rest[:to] + html[a:b] + rest[to:]


def spliced(html: bytes, rng: random.Random) -> bytes:
    other = rng.choice(PAGES).read_bytes()
    a, b = _cut(other, rng, 20_000)
    at = rng.randint(0, len(html))
    return html[:at] + other[a:b] + html[at:]


def spiked(html: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 30)):
        at = html.find(rng.choice((b"<", b">", b" ", b'"')), rng.randint(0, len(html)))
        html = html[:at] + rng.choice(TOKENS).strip(" ").encode("utf-8", "replace") + html[at:]
    return html


def souped(html: bytes, rng: random.Random) -> bytes:
    parts = []
    for _ in range(rng.randint(1, 300)):
        close = "/" if rng.random() < 0.4 else ""
        parts.append(
            f"<{close}{rng.choice(TAGS)} {rng.choice(TOKENS).strip() if rng.random() < 0.3 else ''}>"
        )
        parts.append(rng.choice(TOKENS) if rng.random() < 0.5 else "words of a sentence that goes on, ")
    at = rng.randint(0, len(html))
    return html[:at] + "".join(parts).encode("utf-8", "replace") + html[at:]


def unclosed(html: bytes, rng: random.Random) -> bytes:
    name = rng.choice(TAGS).encode()
    return re.sub(rb"</" + name + rb"\s*>", b"", html) if rng.random() < 0.5 else html.replace(b"</", b"<")


def nested(html: bytes, rng: random.Random) -> bytes:
    name, depth, at = (
        rng.choice(TAGS).encode(),
        rng.choice((10, 300, 3_000, 30_000)),
        rng.randint(0, len(html)),
    )
    return html[:at] + b"<" + name + b">" + (b"<" + name + b">") * depth + b"deep down" + html[at:]


def flooded(html: bytes, rng: random.Random) -> bytes:
    count, at = rng.choice((50, 500, 50_000)), html.find(b"<", rng.randint(0, len(html)))
    form = rng.choice((b" a%d=x", b' a%d="x>y"', b" class=c%d", b" data-%d", b"='%d", b' %d"', b"\n/%d"))
    return html[:at] + b"<p" + b"".join(form % n for n in range(count)) + b">text" + html[at:]


def recoded(html: bytes, rng: random.Random) -> bytes:
    declared, real = rng.choice(CHARSETS), rng.choice(CHARSETS)
    text = re.sub(r'charset="?[\w-]+', f'charset="{declared}', html.decode("utf-8", "replace"))
    return text.encode(real, "replace")


def redescribed(html: bytes, rng: random.Random) -> bytes:
    """The page with other JSON-LD: values exchanged, or its text damaged."""

    def changed(match: re.Match[bytes]) -> bytes:
        try:
            said = json.loads(match[2])
        except ValueError:
            return match[1] + spiked(match[2], rng) + match[3]
        for _ in range(rng.randint(1, 8)):
            said = _shaken(said, rng)
        text = json.dumps(said, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")
        return match[1] + (truncated(text, rng) if rng.random() < 0.2 else text) + match[3]

    return JSONLD.sub(changed, html)


def _shaken(value: object, rng: random.Random) -> object:
    if rng.random() < 0.15 or not isinstance(value, (dict, list)) or not value:
        return rng.choice(
            (rng.choice(VALUES), [value], {"@graph": [value]}, {"@type": "NewsArticle", "x": value})
        )
    if isinstance(value, list):
        at = rng.randrange(len(value))
        return [*value[:at], _shaken(value[at], rng), *value[at + 1 :]]
    key = rng.choice(list(value))
    return {**value, key: _shaken(value[key], rng)}


def repeated(html: bytes, rng: random.Random) -> bytes:
    """A part of the page again and again, up to the largest size."""
    at = html.find(b"<", rng.randint(0, len(html)))
    part = html[at : at + int(10 ** rng.uniform(0.5, 4.5))] or b"<li>x"
    size = int(10 ** rng.uniform(5, 7.31))
    return html[:at] + part * (size // len(part)) + html[at:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped, truncated, shortened, doubled, moved, spliced, spiked, souped, unclosed, nested, flooded,
    recoded, redescribed, redescribed,
)  # fmt: skip


def read(number: int) -> dict[str, object]:
    """What reading an input took, and what is wrong with it, in this process."""
    html = made(number)
    told: dict[str, object] = {"input": number, "bytes": len(html)}
    start = time.process_time()
    try:
        extract(html, ADDRESS)
        told |= {
            "cpu": time.process_time() - start,
            "memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
        if len(html) <= CHECKED:
            check(html)
            check_body(html)
    except Exception as error:  # whatever it is, it is what we look for
        told["error"] = f"{type(error).__name__}: {error}"[:300]
        told["where"] = traceback.format_exc(limit=-3)
    return told


def apart(number: int) -> dict[str, object]:
    """The same in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        os.write(into, json.dumps(read(number)).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told else {"input": number, "error": f"killed: status {status}"}


def wrong(told: dict[str, object]) -> bool:
    return "error" in told or float(told["cpu"]) > MOST_CPU or int(told["memory"]) > MOST_MEMORY  # type: ignore[call-overload,arg-type]


def main() -> int:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", type=int, help="read this input, in this process")
    parser.add_argument("--save", type=Path, help="with --only: write the input to this file")
    options = parser.parse_args()
    if options.only is not None:
        if options.save:
            options.save.write_bytes(made(options.only))
        told = read(options.only)
        print("\n".join(f"{key}: {value}" for key, value in told.items()))
        return int(wrong(told))
    guess("a text")  # its model is loaded once a process, not once a page
    end, number, found, most = (
        time.monotonic() + 60 * options.minutes,
        options.first,
        0,
        {"cpu": 0.0, "memory": 0},
    )
    while time.monotonic() < end:
        told = apart(number)
        if wrong(told):
            found += 1
            print(json.dumps(told), flush=True)
        most = {key: max(value, told.get(key, 0)) for key, value in most.items()}  # type: ignore[type-var,call-overload]
        number += 1
        if number % 1_000 == 0:
            print(f"{number - options.first} inputs, {found} faults", file=sys.stderr, flush=True)
    print(f"{number - options.first} inputs in {options.minutes:.0f} minutes: {found} faults; at most "
          f"{most['cpu']:.2f} s of CPU, {most['memory'] / 1e6:.0f} MB", flush=True)  # fmt: skip
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
