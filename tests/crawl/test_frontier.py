"""What there is to fetch, over several runs."""

from __future__ import annotations

import gc
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from archive.article import Article
from archive.collection import Collection
from newsarchive.backlog import Backlog, BusyError, FrontierError
from newsarchive.frontier import Frontier
from newsarchive.hosts import Hosts, Limits
from newsarchive.patterns import Patterns
from newsarchive.recorder import Recorder


class Plain(Spider):
    name = "plain"

    def say_nothing(self, failure: Failure) -> None:
        """Content with whatever comes."""

    def fail(self, failure: Failure) -> None:
        raise ZeroDivisionError


Open = Callable[..., Frontier]


@pytest.fixture
def frontier(tmp_path: Path) -> Open:
    """A run; called again, the next one. After a crash it finds what is in the file at that moment."""
    number = count()
    path = tmp_path / "0" / "frontier.db"

    def run(*, crash: bool = False, **options: Any) -> Frontier:
        nonlocal path
        if crash:
            path = path.parent.with_name(str(next(number) + 1)) / path.name
            shutil.copytree(path.parent.with_name(str(int(path.parent.name) - 1)), path.parent)
        frontier = Frontier(path, **{"per_host": 1, **options}, secret=["Cookie", "X-Key"])
        frontier.open(Plain())
        return frontier

    return run


def ask(path: str, host: str = "a.example", **options: object) -> Request:
    return Request(f"https://{host}{path}", **options)


def drain(frontier: Frontier) -> list[str]:
    """Everything that is handed out, dealt with as it comes."""
    found = []
    while request := frontier.next_request():
        found.append(request.url)
        frontier.done(request)
    return found


def test_each_address_once_and_exactly(frontier: Open) -> None:
    run = frontier()
    assert run.enqueue_request(ask("/?b=1&a=2"))
    assert run.enqueue_request(ask("/?a=2&b=1"))
    assert not run.enqueue_request(ask("/?a=2&b=1#top"))
    assert run.enqueue_request(ask("/?a=2&b=1", dont_filter=True))
    assert run.enqueue_request(ask("/?a=2&b=1", method="POST", body="x"))
    assert len(run) == 4


def test_hosts_in_turn_and_within_a_host_by_priority(frontier: Open) -> None:
    run = frontier()
    for path, priority in (("/1", 0), ("/2", 0), ("/3", 5)):
        run.enqueue_request(ask(path, priority=priority))
        run.enqueue_request(ask(path, "b.example", priority=priority))
    first, second = run.next_request(), run.next_request()
    assert first is not None
    assert second is not None
    assert (first.url, second.url) == ("https://a.example/3", "https://b.example/3")
    assert run.next_request() is None
    assert run.has_pending_requests()
    run.done(first)
    third = run.next_request()
    assert third is not None
    assert third.url == "https://a.example/1"


def test_what_was_handed_out_waits_again_after_a_crash(frontier: Open) -> None:
    run = frontier(per_host=9)
    for n in range(5):
        run.enqueue_request(ask(f"/{n}"))
    first, second, third = (run.next_request() for _ in range(3))
    assert first
    assert second
    assert third
    run.done(first)
    run.missed(second, "no such host")
    run = frontier(crash=True)
    assert not run.enqueue_request(ask("/0"))
    assert drain(run) == [f"https://a.example/{n}" for n in (2, 3, 4)]
    run.close("finished")
    assert drain(frontier(retry=True)) == ["https://a.example/1"]


def test_a_crawl_that_came_to_its_end_begins_anew(frontier: Open) -> None:
    run = frontier()
    run.enqueue_request(ask("/1"))
    drain(run)
    run.close("finished")
    run = frontier()
    assert run.enqueue_request(ask("/1"))
    run.close("shutdown")
    assert drain(frontier(fresh=True)) == []


@pytest.mark.parametrize("crash", [True, False])
def test_a_crawl_stopped_before_it_had_given_all_its_seeds_goes_on(frontier: Open, crash: bool) -> None:
    """Though nothing waits at that moment."""
    run = frontier()
    run.enqueue_request(ask("/1"))
    assert drain(run) == ["https://a.example/1"]
    if not crash:
        run.close("shutdown")
    run = frontier(crash=crash)
    assert not run.enqueue_request(ask("/1"))
    assert run.enqueue_request(ask("/2"))


def test_a_retry_that_was_killed_goes_on(frontier: Open) -> None:
    run = frontier()
    run.enqueue_request(ask("/1"))
    run.missed(run.next_request(), "no such host")  # type: ignore[arg-type]
    run.close("finished")
    frontier(retry=True)
    assert drain(frontier(crash=True)) == ["https://a.example/1"]


def test_redirect_and_retry_are_further_steps(frontier: Open) -> None:
    run = frontier()
    run.enqueue_request(ask("/1"))
    run.enqueue_request(ask("/known"))
    request = run.next_request()
    assert request is not None
    assert run.enqueue_request(request.replace(url="https://b.example/2"))
    assert run.next_request().url == "https://a.example/known"  # type: ignore[union-attr]
    moved = run.next_request()
    assert moved is not None
    assert moved.url == "https://b.example/2"
    assert run.enqueue_request(moved.replace(dont_filter=True))
    again = run.next_request()
    assert again is not None
    assert not run.enqueue_request(again.replace(url="https://a.example/known", dont_filter=False))
    assert len(run) == 0
    assert drain(frontier(crash=True)) == ["https://a.example/known"]


@pytest.fixture
def recorder(collection: Collection) -> Iterator[Recorder]:
    """One that has put nothing on the disk yet, as in the first seconds."""
    recorder = Recorder(collection, Crawler(Plain))
    yield recorder
    recorder._open.close()
    recorder._lock.close()


def test_a_step_that_was_made_is_not_made_again_after_a_crash(frontier: Open, recorder: Recorder) -> None:
    """The row before it is still there, for its capture was not on the disk."""
    run = frontier(recorder=recorder)
    run.enqueue_request(ask("/1"))
    first = run.next_request()
    assert first is not None
    run.enqueue_request(first.replace(dont_filter=True, priority=-1))  # another try
    run = frontier(crash=True, recorder=recorder)
    first = run.next_request()
    assert first is not None
    assert first.priority == 0
    assert not run.enqueue_request(first.replace(dont_filter=True, priority=-1))
    assert [run.next_request().priority, run.next_request()] == [-1, None]  # type: ignore[union-attr]


def test_what_is_dealt_with_stays_until_it_is_safe(frontier: Open, recorder: Recorder) -> None:
    run = frontier(recorder=recorder, per_host=9)
    for n in range(3):
        run.enqueue_request(ask(f"/{n}"))
    run.done(run.next_request())  # type: ignore[arg-type]
    run.safe()
    run.done(run.next_request())  # type: ignore[arg-type]
    assert drain(frontier(crash=True)) == ["https://a.example/1", "https://a.example/2"]


def test_a_second_process_is_told(frontier: Open, tmp_path: Path) -> None:
    frontier()
    with pytest.raises(BusyError, match="database is locked"):
        Backlog(tmp_path / "0" / "frontier.db", wait=0)


def test_a_file_that_is_none_is_told_and_kept(frontier: Open, tmp_path: Path) -> None:
    file = tmp_path / "0" / "frontier.db"
    file.parent.mkdir()
    file.write_bytes(b"no database, but something somebody may want to see" * 100)
    with pytest.raises(FrontierError, match=r"is broken: file is not a database. Delete it"):
        frontier()
    assert file.read_bytes().startswith(b"no database")


def test_a_redirect_to_itself_is_followed(frontier: Open) -> None:
    """Servers set a cookie so."""
    run = frontier()
    run.enqueue_request(ask("/1"))
    request = run.next_request()
    assert request is not None
    assert run.enqueue_request(request.replace(meta={**request.meta, "redirect_urls": [request.url]}))


def test_a_number_of_pages(frontier: Open) -> None:
    run = frontier(pages=2, per_host=9)
    for n in range(5):
        run.enqueue_request(ask(f"/{n}"))
    first, second = run.next_request(), run.next_request()
    assert first
    assert second
    assert run.next_request() is None
    assert not run.has_pending_requests()
    run.missed(first, "no such host")
    run.enqueue_request(second.replace(url="https://a.example/moved"))
    assert run.has_pending_requests()
    assert len(drain(run)) == 2


def test_a_request_of_which_nobody_tells_blocks_no_host(frontier: Open) -> None:
    run = frontier()
    run.enqueue_request(ask("/1"))
    run.enqueue_request(ask("/2"))
    request = run.next_request()
    assert request is not None
    assert run.next_request() is None
    del request
    gc.collect()
    assert run.next_request() is not None


def test_an_errback_that_tells_nothing_costs_its_request_only(frontier: Open) -> None:
    """Nor does one that fails, or none."""
    run = frontier()
    spider = run._spider
    assert isinstance(spider, Plain)
    for n, errback in enumerate((None, spider.say_nothing, spider.fail)):
        run.enqueue_request(ask(f"/{n}", errback=errback))
    kept = []
    for _ in range(3):
        request = run.next_request()
        assert request is not None
        kept.append(request)
        assert run.next_request() is None
        with suppress(ZeroDivisionError):
            request.errback(Failure(ValueError("oh")))
    assert run.next_request() is None
    assert [miss for _, miss in run._backlog.misses()] == [("ValueError: oh", True)] * 3
    assert run.enqueue_request(kept[1].replace(url="https://a.example/other"))


def test_the_rest_of_a_host_is_put_off(frontier: Open) -> None:
    hosts = Hosts(Limits(failures=1))
    run = frontier(hosts=hosts)
    for n in range(3):
        run.enqueue_request(ask(f"/{n}"))
    run.enqueue_request(ask("/", "b.example"))
    run.done(run.next_request())  # type: ignore[arg-type]
    hosts.failed("a.example", "no answer in time")
    assert drain(run) == ["https://b.example/"]
    assert not run.has_pending_requests()
    assert [url for url, _ in run._backlog.misses()] == ["https://a.example/1", "https://a.example/2"]
    run.close("finished")
    assert len(drain(frontier(retry=True))) == 2


def test_hosts_step_aside_until_they_may_be_asked(frontier: Open) -> None:
    calls: list[float] = []
    now = [100.0]
    hosts = Hosts(Limits(backoff=5), clock=lambda: now[0])
    run = frontier(hosts=hosts, wake=calls.append)
    for n in range(2):
        run.enqueue_request(ask(f"/{n}"))
    run.done(run.next_request())  # type: ignore[arg-type]
    hosts.answered("a.example", 503, 1)
    assert run.next_request() is None
    assert calls == [5.0]
    assert run.has_pending_requests()
    run.enqueue_request(ask("/", "b.example"))
    assert run.next_request().url == "https://b.example/"  # type: ignore[union-attr]
    now[0] += 5
    assert run.next_request().url == "https://a.example/1"  # type: ignore[union-attr]


def test_an_endless_pattern_is_left_but_not_what_the_archivist_named(frontier: Open) -> None:
    patterns = Patterns(most=2)
    run = frontier(patterns=patterns)
    for n in range(5):
        run.enqueue_request(ask(f"/day/{n}", meta={"via": "https://a.example/"}))
    run.enqueue_request(ask("/day/99"))
    for n in range(2):
        patterns.page(f"https://a.example/day/{n}", Article(url="", page_kind="index"))
    assert drain(run) == ["https://a.example/day/99"]
    assert {miss.retryable for _, miss in run._backlog.misses()} == {True}
    assert len(run._backlog.misses()) == 5


def test_names_and_passwords_are_not_written_down(frontier: Open, tmp_path: Path) -> None:
    run = frontier()
    meta = {"via": "https://mara:hush@a.example/"}
    run.enqueue_request(Request("https://mara:hush@a.example/x?next=http://b@c.example/", meta=meta))
    request = run.next_request()
    assert request is not None
    assert request.url == "https://a.example/x?next=http://b@c.example/"
    assert not any(b"hush" in file.read_bytes() for file in (tmp_path / "0").iterdir())


def test_requests_come_back_as_they_were_but_for_secrets(frontier: Open, tmp_path: Path) -> None:
    run = frontier()
    headers = {"Cookie": "a=1", "x-key": "secret", "X-Other": "M\xfc"}
    meta = {
        "depth": 1,
        "via": "https://ü.example/",
        "proxy": "http://u:p@proxy.example",
        "download_timeout": 3,
    }
    run.enqueue_request(ask("/1", method="POST", body=b"\xff\x00", headers=headers, meta=meta, priority=7))
    request = run.next_request()
    assert request is not None
    assert set(request.headers) == {b"X-Other"}
    assert (request.method, request.body, request.priority) == ("POST", b"\xff\x00", 7)
    assert request.headers.getlist("X-Other") == ["M\xfc".encode()]
    assert {k: v for k, v in request.meta.items() if k != "frontier"} == {
        "depth": 1, "via": "https://ü.example/", "download_timeout": 3,
    }  # fmt: skip
    assert not any(b"secret" in file.read_bytes() for file in (tmp_path / "0").iterdir())


def test_many_hosts(frontier: Open) -> None:
    run = frontier()
    for n in range(2_000):
        run.enqueue_request(ask(f"/{n % 3}", f"{n % 700}.example"))
    assert max(Counter(drain(run)).values()) == 1
    assert len(run) == 0
    assert not run.has_pending_requests()
