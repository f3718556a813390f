"""What lies in the WARCs of newsarchive and its peers, beside the log of the server that was crawled; and
what writing costs.

    python benchmarks/captures.py
    python benchmarks/captures.py --pages FOLDER --limit 300

The server of the crawl tests answers oddly (tests/crawl/odd_pages.py), by chance, and with ordinary pages:
those of FOLDER (README.md beside this file tells the format) or some made up. The peers live in an
environment of their own, .venv-peers-capture, made when it is first needed; wget is Debian's.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from archive.capture import Capture
from archive.collection import Collection, Description
from archive.warc import WarcWriter
from tests.crawl.odd_pages import ODD, crowd, sized
from tests.crawl.odd_server import Reply, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".venv-peers-capture"
SPIDER = HERE / "plain_spider.py"
PLAIN = {
    "CONCURRENT_REQUESTS": 32, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 20, "RETRY_ENABLED": False, "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False,
    "AUTOTHROTTLE_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR",
}  # fmt: skip
ROUNDS = 5
Pages = dict[str, Reply]


def peers_python() -> Path:
    """The interpreter of the peers' environment; .ready is there only when its set-up went through."""
    python, ready = PEERS / "bin" / "python", PEERS / ".ready"
    needed = (HERE / "peers-capture.txt").read_text()
    if not ready.exists() or ready.read_text() != needed:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PEERS], check=True)
        listed = ["-r", HERE / "peers-capture.txt"]
        subprocess.run([python, "-m", "pip", "install", "-q", *listed], check=True)
        ready.write_text(needed)
    return python


def run(*command: object, cwd: Path) -> None:
    """Without the proxies of this environment; how it ended does not matter, what it wrote does."""
    plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    words = [str(word) for word in command]
    subprocess.run(words, cwd=cwd, env=plain, check=False, timeout=1200, capture_output=True)


def scrapy(python: object, folder: Path, *more: object, cwd: Path | None = None, **settings: object) -> None:
    chosen = [f"-s{name}={value}" for name, value in {**PLAIN, **settings}.items()]
    urls = f"urls={folder / 'urls.txt'}"
    run(python, "-m", "scrapy", "runspider", SPIDER, "-a", urls, *more, *chosen, cwd=cwd or folder)


def by_newsarchive(folder: Path) -> list[Path]:
    collection = Collection.create(folder / "collection", Description(title="Benchmark"))
    scrapy(sys.executable, folder, cwd=ROOT, COLLECTION=collection.path)
    return collection.warcs()


def by_webarchive(folder: Path) -> list[Path]:
    extension = '{"scrapy_webarchive.extensions.WaczExporter": 543}'
    scrapy(peers_python(), folder, EXTENSIONS=extension, SW_EXPORT_URI=f"{folder}/")
    for package in folder.glob("*.wacz"):
        zipfile.ZipFile(package).extractall(folder)
    return sorted({*folder.glob("archive/*.warc.gz"), *folder.glob("*.warc.gz")})


def by_hand(folder: Path) -> list[Path]:
    scrapy(sys.executable, folder, "-a", f"warc={folder / 'hand.warc.gz'}")
    return [folder / "hand.warc.gz"]


def by_wget(folder: Path) -> list[Path]:
    polite = ("--tries=1", "--timeout=20", "--max-redirect=0", "--no-proxy", "-q")
    run("wget", "-i", "urls.txt", "--warc-file=wget", "-O", os.devnull, *polite, cwd=folder)
    return [folder / "wget.warc.gz"]


def installed(name: str) -> str:
    asked = f"from importlib.metadata import version; print(version({name!r}))"
    return subprocess.run([peers_python(), "-c", asked], check=True, capture_output=True, text=True).stdout


PEER: dict[str, tuple[Callable[[Path], list[Path]], Callable[[], str]]] = {
    "newsarchive": (by_newsarchive, lambda: f"{version('newsarchive')} (Scrapy {version('scrapy')})"),
    "scrapy-webarchive": (
        by_webarchive,
        lambda: f"{installed('scrapy-webarchive').strip()} (Scrapy {installed('scrapy').strip()})",
    ),
    "wget": (
        by_wget,
        lambda: subprocess.run(["wget", "-V"], capture_output=True, text=True).stdout.split()[2],
    ),
    "Scrapy + warcio": (by_hand, lambda: f"{version('scrapy')} + {version('warcio')}"),
}


def records(paths: Iterable[Path], kind: str) -> Counter[bytes]:
    """Blocks of all records of a kind, to the letter; as far as a file can be read."""
    found: Counter[bytes] = Counter()
    for path in paths:
        if path.exists():
            with path.open("rb") as file:
                for record in ArchiveIterator(file, no_record_parse=True):
                    if record.rec_type == kind:
                        found[record.raw_stream.read()] += 1
    return found


def compare(name: str, pages: Pages) -> str:
    """Version, exchanges in the server's log, and the shares of their requests and responses that lie in the
    WARCs to the letter."""
    crawl, tell = PEER[name]
    with Server(dict(pages)) as server, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "urls.txt").write_text("\n".join(server.url + path for path in pages) + "\n")
        warcs = crawl(folder)
        shares = []
        for kind, served in (
            ("request", Counter(request for request, _ in server.log)),
            ("response", Counter(response for _, response in server.log if response)),
        ):
            same = served & records(warcs, kind)
            shares.append(f"{same.total() / max(served.total(), 1):.1%}")
        return " | ".join([tell(), str(len(server.log)), *shares])


def ordinary(bodies: list[bytes]) -> Pages:
    """Pages as servers send them: compressed or not, with a length or in chunks."""
    replies = {}
    for number, body in enumerate(bodies):
        sent = gzip.compress(body, 6, mtime=0) if number % 2 else body
        coding = [b"Content-Encoding: gzip"] if number % 2 else []
        head = (b"Date: Wed, 04 Mar 2026 08:00:00 GMT", b"Content-Type: text/html; charset=utf-8", *coding)
        replies[f"/page/{number}"] = Reply((sized(sent, *head),))
    return replies


def cost(bodies: list[bytes], packed: bool) -> str:
    """CPU and bytes of writing the same pairs of records, newsarchive's writer over warcio's."""
    pairs = []
    for reply in ordinary(bodies).values():
        (response,) = reply.parts
        assert isinstance(response, bytes)
        pairs.append(response)
    alike = [pair for number, pair in enumerate(pairs) if number % 2 == packed]
    asked = b"GET / HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: gzip, deflate\r\nUser-Agent: b\r\n\r\n"
    ours, theirs, size, their_size = [], [], 0, 0
    with tempfile.TemporaryDirectory() as place:
        for turn in range(ROUNDS):
            size, seconds = write_ours(Path(place) / f"ours-{turn}", asked, alike)
            ours.append(seconds)
            their_size, seconds = write_theirs(Path(place) / f"theirs-{turn}.warc.gz", asked, alike)
            theirs.append(seconds)
    kind = "gzip" if packed else "identity"
    each = f"{min(ours) / len(alike) * 1000:.2f} | {min(theirs) / len(alike) * 1000:.2f}"
    return f"| {kind} | {len(alike)} | {each} | {min(ours) / min(theirs):.2f} | {size / their_size:.3f} |"


def write_ours(folder: Path, asked: bytes, responses: list[bytes]) -> tuple[int, float]:
    began = time.process_time()
    with WarcWriter(folder, {"software": "benchmark"}) as writer:
        for number, response in enumerate(responses):
            writer.append(
                Capture(f"http://a.example/{number}", datetime.now(UTC), asked, response, "127.0.0.1")
            )
    taken = time.process_time() - began
    return sum(path.stat().st_size for path in folder.iterdir()), taken


def write_theirs(path: Path, asked: bytes, responses: list[bytes]) -> tuple[int, float]:
    began = time.process_time()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, response in enumerate(responses):
            about = {
                "uri": f"http://a.example/{number}",
                "warc_headers_dict": {"WARC-IP-Address": "127.0.0.1"},
            }
            make = writer.create_warc_record
            writer.write_request_response_pair(
                make(record_type="request", payload=BytesIO(asked), **about),
                make(record_type="response", payload=BytesIO(response), **about),
            )
    return path.stat().st_size, time.process_time() - began


def made_up(number: int) -> list[bytes]:
    """Pages of words by chance, some 40 KB each."""
    chance = random.Random(2026)
    words = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9))) for _ in range(3000)
    ]
    paragraph = "<p class='text'>{}</p>\n".format
    return [
        "".join(paragraph(" ".join(chance.choices(words, k=60))) for _ in range(100)).encode()
        for _ in range(number)
    ]


def real(folder: Path, number: int) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("pages/*.html.gz"))[:number]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, help="folder of real pages")
    parser.add_argument("--limit", type=int, default=300, help="ordinary pages")
    parser.add_argument("--only", default=",".join(PEER), help=f"of {', '.join(PEER)}; parted by commas")
    args = parser.parse_args()
    bodies = real(args.pages, args.limit) if args.pages else made_up(args.limit)
    if not bodies:
        parser.error(f"{args.pages} holds no pages/*.html.gz")
    odd = {path: reply for path, reply in ODD.items() if reply.method == "GET"}
    sets: dict[str, Pages] = {"odd": odd, "pooled": crowd(1_000), "ordinary": ordinary(bodies)}
    print(f"Identical to the server's log, {date.today()}\n")
    print("| pages | tool | version | exchanges | requests | responses |\n|---|---|---|---|---|---|")
    for kind, pages in sets.items():
        for name in args.only.split(","):
            if name == "wget" and not shutil.which("wget"):
                continue
            print(f"| {kind} | {name} | {compare(name, pages)} |", flush=True)
    print("\nWriting the same request and response, CPU, best of", ROUNDS, "\n")
    print(
        "| bodies | pairs | newsarchive ms | warcio ms | CPU ratio | bytes ratio |\n|---|---|---|---|---|---|"
    )
    for packed in (True, False):
        print(cost(bodies, packed), flush=True)


if __name__ == "__main__":
    main()
