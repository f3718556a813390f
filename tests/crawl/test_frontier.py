"""What there is to fetch, over several runs."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request, Spider

from newsarchive.backlog import MISSED, TAKEN, WAITING, opened
from newsarchive.frontier import Frontier


class Plain(Spider):
    name = "plain"


Open = Callable[..., Frontier]


@pytest.fixture
def frontier(tmp_path: Path) -> Open:
    """A run; called again, the next one."""

    def run(*, retry: bool = False, fresh: bool = False, **options: int) -> Frontier:
        backlog = opened(tmp_path / "frontier.db", retry=retry, fresh=fresh)
        frontier = Frontier(backlog, **{"per_host": 1, **options}, secret=["Cookie", "X-Key"])
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
    run.close("")
    run = frontier()
    assert not run.enqueue_request(ask("/0"))
    assert drain(run) == [f"https://a.example/{n}" for n in (2, 3, 4)]
    run.close("")
    assert drain(frontier(retry=True)) == ["https://a.example/1"]


def test_a_crawl_that_came_to_its_end_begins_anew(frontier: Open) -> None:
    run = frontier()
    run.enqueue_request(ask("/1"))
    drain(run)
    run.close("")
    run = frontier()
    assert run.enqueue_request(ask("/1"))
    run.close("")
    assert drain(frontier(fresh=True)) == []


def test_redirect_and_retry_are_the_same_row_moving_on(frontier: Open, tmp_path: Path) -> None:
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
    backlog = opened(tmp_path / "frontier.db")
    assert (backlog.count(WAITING), backlog.count(TAKEN), backlog.count(MISSED)) == (1, 0, 0)
    backlog.close()


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
    run.close("")
    assert not any(b"secret" in file.read_bytes() for file in tmp_path.iterdir())


def test_many_hosts(frontier: Open) -> None:
    run = frontier()
    for n in range(2_000):
        run.enqueue_request(ask(f"/{n % 3}", f"{n % 700}.example"))
    assert max(Counter(drain(run)).values()) == 1
    assert len(run) == 0
    assert not run.has_pending_requests()
