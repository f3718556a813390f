"""``newsarchive crawl``: what it says, what it leaves, how it ends."""

from __future__ import annotations

import os
import pty
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.capture import Capture
from archive.collection import Collection
from newsarchive.cli import main

MAIN = "from newsarchive.cli import main; main()"
QUICK = ("--delay", "0")


def story(kit: Any, number: int, size: int = 0) -> Any:
    return kit.page(
        f"<html><title>Story {number}</title><article><h1>Story number {number} of the harbour</h1>"
        + "<p>The ferry will cross the bay at night from May, the harbour board said on Tuesday.</p>" * 3
        + f"</article><!-- {os.urandom(size).hex()} --></html>"
    )


def listed(server: Any, kit: Any, folder: Path, count: int, size: int = 0) -> Path:
    """A file of addresses that the server has."""
    for number in range(count):
        server.routes[f"/{number}"] = story(kit, number, size)
    file = folder / "urls.txt"
    file.write_text("# stories\n\n" + "".join(f"{server.url}/{number}\n" for number in range(count)))
    return file


def refusal(done: Any, code: int = 1) -> str:
    """The line on standard error, of a process or of click's runner."""
    assert code == (done.exit_code if isinstance(done, Result) else done.returncode), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Error: "), done.stderr
    return done.stderr.splitlines()[-1]


def test_names_and_passwords_in_a_redirect_are_told_nowhere(
    newsarchive: Any, server: Any, kit: Any, collection: Collection
) -> None:
    target = f"http://mara:sesame@{server.url.removeprefix('http://')}/gone"
    head = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    server.routes["/"] = kit.Reply((head,))
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, *QUICK)
    assert f"{server.url}/gone" in done.stdout
    assert "sesame" not in done.stdout + done.stderr
    assert "sesame" not in (collection.path / "crawls/default/missed.txt").read_text()
    with collection.index(read_only=True) as index:
        assert [miss.url for miss in index.missed()] == [f"{server.url}/gone"]
    sent = [item for item in collection.walk() if not isinstance(item, Capture) or item.status != 302]
    assert "sesame" not in repr(sent)


def test_a_list_is_fetched_exactly(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    file = listed(server, kit, tmp_path, 5)
    server.routes["/0"] = kit.page(
        '<html><title>Front</title><a href="/2026/03/04/not-in-the-list-at-all">x</a>'
    )
    done = newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    assert Counter(server.paths()) == Counter(["/robots.txt", *(f"/{n}" for n in range(5))])
    assert done.stdout.startswith("6 captures")


def test_missed_and_retried(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    file = listed(server, kit, tmp_path, 4)
    server.routes["/1"] = kit.page("Busy", status="500 Internal Server Error")
    server.routes["/2"] = kit.Reply((b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",), close=True)
    del server.routes["/3"]
    done = newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    assert f"3 missed (fetch just these: newsarchive crawl -c {collection.path} --retry)" in done.stdout
    for line in ("/1: 500 Internal Server Error", "/2: the answer broke off", "/3: 404 Not Found"):
        assert f"  {server.url}{line}\n" in done.stdout
    assert server.paths().count("/1") == 3
    server.routes["/1"] = server.routes["/2"] = story(kit, 1)
    before = len(server.paths())
    done = newsarchive("crawl", "-c", collection.path, "--retry", *QUICK)
    assert done.returncode == 0, done.stderr
    assert Counter(server.paths()[before:]) == Counter(["/robots.txt", "/1", "/2", "/3"])
    assert "1 missed" in done.stdout
    with collection.index(read_only=True) as index:
        assert [(m.url, m.reason) for m in index.missed()] == [(f"{server.url}/3", "404 Not Found")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("news.example",), 1, "'news.example' is no web address. Give one such as https://news.example/"),
        (("https://mara:pw@news.example/",), 1, "Leave name and password out of the address of news.example"),
        (("--list", "nowhere.txt"), 1, "nowhere.txt can't be read: No such file or directory."),
        ((), 2, "Nothing to crawl: give a SEED, --list FILE, or a profile that has seeds."),
        (("https://a.example/", "--list", "x"), 2, "one of them."),
        (
            ("https://a.example/", "--profile", "dayly"),
            1,
            "it has: default. Add one in ",
        ),
        (("https://a.example/", "--since", "2026-05-01", "--until", "2026-04-30"), 1, "2026-04-30 is before"),
        (
            ("https://a.example/", "--path", "en"),
            1,
            "'en' is no path: it must begin with a slash, as in /en/.",
        ),
        (("https://a.example/", "--header", "X-Key: 1"), 2, "'X-Key: 1' is not \"HOST: NAME: VALUE\"."),
    ],
)
def test_bad_input(collection: Collection, words: tuple[str, ...], code: int, said: str) -> None:
    line = refusal(CliRunner().invoke(main, ["crawl", *words, "-c", str(collection.path)]), code)
    assert said in line
    assert "mara:pw" not in line


def test_nothing_to_retry(collection: Collection) -> None:
    """What it is to do is done: no failure, so that it can run every night."""
    done = CliRunner().invoke(main, ["crawl", "-c", str(collection.path), "--retry"])
    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing to retry: no crawl of profile default has missed")


@pytest.mark.parametrize("cookies", [b"sid=sesame", b"\xff\xfes\0i\0d\0"])
def test_cookies_that_are_none(
    newsarchive: Any, server: Any, collection: Collection, tmp_path: Path, cookies: bytes
) -> None:
    (tmp_path / "cookies.txt").write_bytes(cookies)
    words = ("crawl", f"{server.url}/", "-c", collection.path, "--cookies", "cookies.txt")
    assert "cookies.txt is no cookies.txt in Netscape's format" in refusal(newsarchive(*words))
    assert server.log == []


def test_no_collection(tmp_path: Path) -> None:
    line = refusal(CliRunner().invoke(main, ["crawl", "https://a.example/", "-c", str(tmp_path / "nowhere")]))
    assert "is no collection" in line
    assert "newsarchive init" in line


def test_a_host_that_does_not_answer(newsarchive: Any, collection: Collection) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        line = refusal(newsarchive("crawl", url, "-c", collection.path, *QUICK))
    assert line == f"Error: Nothing was captured. {url}: connection refused."


def test_a_collection_that_is_being_written(newsarchive: Any, server: Any, collection: Collection) -> None:
    with collection.lock("rebuild"):
        line = refusal(newsarchive("crawl", f"{server.url}/", "-c", collection.path))
    assert f"`newsarchive rebuild` (process {os.getpid()}" in line
    assert server.log == []


def start(collection: Collection, *words: object, limit: int = 0) -> subprocess.Popen[str]:
    def limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", MAIN, "crawl", *map(str, words), "-c", str(collection.path)]
    return subprocess.Popen(
        command, env=plain(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=limited
    )


def plain(**more: str) -> dict[str, str]:
    """The environment without proxies."""
    return {**{k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}, **more}


def test_a_full_disk_ends_the_crawl(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    """As far as a process can have it without a disk of its own: no file may grow beyond a limit."""
    file = listed(server, kit, tmp_path, 30, size=60_000)
    process = start(collection, "--list", file, *QUICK, limit=900_000)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, out + err
    assert "can't be written: File too large." in err.splitlines()[-1]
    assert "Traceback" not in err
    asked = len(server.log)
    assert asked < 31
    done = newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    check_complete(kit, server, collection, 30)


def check_complete(kit: Any, server: Any, collection: Collection, count: int) -> None:
    """All pages kept, and indexed, each once."""
    pages = [fields["WARC-Target-URI"] for _, _, fields in kit.records(collection, "response")]
    kept = Counter(url for url in pages if not url.endswith("/robots.txt"))
    assert kept == Counter(f"{server.url}/{n}" for n in range(count))
    with collection.index(read_only=True) as index:
        (rows,) = index.db.execute("SELECT count(*) FROM captures").fetchone()
        assert rows == len(pages)
    assert len(collection.cdxj.read_bytes().splitlines()) == rows


def until(server: Any, count: int) -> None:
    """Wait for that many requests."""
    deadline = time.monotonic() + 60
    while len(server.log) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(server.log) >= count


def test_interrupted_and_gone_on_with(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    file = listed(server, kit, tmp_path, 12)
    process = start(collection, "--list", file, "--delay", "0.2")
    until(server, 5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, out + err
    assert "addresses wait; the same command goes on with them." in out
    assert err.count("Press Ctrl-C again to stop at once.") == 1
    done = newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    assert "Going on with" in done.stderr
    check_complete(kit, server, collection, 12)
    assert max(Counter(path for path in server.paths() if path != "/robots.txt").values()) == 1


def test_killed_and_gone_on_with(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    """Nothing is lost; only what was under way is fetched again."""
    file = listed(server, kit, tmp_path, 12)
    process = start(collection, "--list", file, "--delay", "0.1")
    until(server, 6)
    process.kill()
    process.communicate()
    done = newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    asked = Counter(path for path in server.paths() if path != "/robots.txt")
    assert set(asked) == {f"/{n}" for n in range(12)}
    assert asked.total() <= 13
    kept = {url for url, _, _ in kit.records(collection, "response")}
    assert {f"{server.url}/{n}" for n in range(12)} <= kept


def test_a_finished_crawl_begins_anew(
    newsarchive: Any, server: Any, kit: Any, collection: Collection, tmp_path: Path
) -> None:
    file = listed(server, kit, tmp_path, 2)
    for _ in range(2):
        assert newsarchive("crawl", "--list", file, "-c", collection.path, *QUICK).returncode == 0
    assert server.paths().count("/1") == 2


def test_live_line_on_a_terminal(server: Any, kit: Any, collection: Collection, tmp_path: Path) -> None:
    file = listed(server, kit, tmp_path, 6)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", MAIN, "crawl", "--list", file, "-c", collection.path, "--delay", "0.3"]
    process = subprocess.Popen([*map(str, command)], env=plain(TERM="xterm"), stdout=theirs, stderr=theirs)
    os.close(theirs)
    told = b""
    with suppress(OSError):  # so ends a terminal
        while data := os.read(ours, 4096):
            told += data
    os.close(ours)
    assert process.wait(60) == 0
    assert re.search(
        rb"[1-5] pages, \d articles, [\d.]+ pages/s, [1-5] waiting, 0 missed, about \d+ s left", told
    )
    assert b"7 captures" in told.splitlines()[-2]


def test_an_address_too_long_for_readers_of_warcs(
    newsarchive: Any, server: Any, kit: Any, collection: Collection
) -> None:
    """FastWARC would read nothing behind it."""
    far = "/" + "far/" * 10_000
    server.routes["/"] = kit.page("", f"Location: {far}", status="302 Found")
    server.routes[far] = kit.page("<p>Far.</p>")
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, "--delay", "0")
    assert "characters is not fetched" in done.stdout
    assert far not in server.paths()
    assert [item.status for item in collection.walk() if isinstance(item, Capture)] == [404, 302]


def test_profile(newsarchive: Any, server: Any, kit: Any, collection: Collection) -> None:
    with (collection.path / "collection.toml").open("a") as file:
        file.write(
            f'[profiles.daily]\nseeds = ["{server.url}/"]\n[profiles.daily.scope]\npath = "/2026"\n'
            "[profiles.daily.limits]\ndepth = 1\ndelay = 0\n"
        )
    server.routes["/"] = kit.page(
        '<title>Front</title><a href="/2026/03/04/the-old-ferry-crosses">A</a>'
        '<a href="/2025/03/04/an-older-one-here">B</a>'
    )
    server.routes["/2026/03/04/the-old-ferry-crosses"] = story(kit, 1)
    done = newsarchive("crawl", "-c", collection.path, "--profile", "daily")
    assert done.returncode == 0, done.stderr
    pages = [path for path in server.paths() if path == "/" or path.startswith("/20")]
    assert pages == ["/", "/2026/03/04/the-old-ferry-crosses"]
