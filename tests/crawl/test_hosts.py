"""When a host may be asked, and whether at all: by a clock that stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsarchive.hosts import Hosts, Limits, seconds

HOST = "news.example"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def wait(hosts: Hosts, host: str = HOST) -> float:
    return max(hosts.ready(host) - hosts.now(), 0.0)


@pytest.mark.parametrize("status", [429, 403, 503])
def test_a_host_that_fails_is_left_alone_twice_as_long_each_time(clock: Clock, status: int) -> None:
    hosts = Hosts(Limits(backoff=5, backoff_max=30, failures=0), clock=clock)
    pauses = []
    for _ in range(5):
        hosts.answered(HOST, status, 10)
        pauses.append(wait(hosts))
        clock.now += pauses[-1]
    assert pauses == [5, 10, 20, 30, 30]
    assert wait(hosts, "other.example") == 0
    hosts.answered(HOST, 200, 10)
    hosts.answered(HOST, status, 10)
    assert wait(hosts) == 5


def test_what_was_under_way_when_it_failed_counts_once(clock: Clock) -> None:
    hosts = Hosts(Limits(failures=2), clock=clock)
    for _ in range(9):
        hosts.answered(HOST, 503, 10)
    assert not hosts.off(HOST)
    clock.now += 60
    hosts.answered(HOST, 503, 10)
    assert hosts.off(HOST) == "put off: 503 Service Unavailable, 2 times in a row"


def test_pages_that_fail_are_no_host_that_fails(clock: Clock) -> None:
    hosts = Hosts(Limits(failures=1), clock=clock)
    for status in (200, 301, 404, 410, 451, 500, 502, 999):
        hosts.answered(HOST, status, 10)
    assert not hosts.off(HOST)
    assert wait(hosts) == 0


def test_hosts_that_do_not_answer(clock: Clock) -> None:
    hosts = Hosts(Limits(failures=3), clock=clock)
    for _ in range(2):
        hosts.failed(HOST, "no answer in time")
    hosts.answered(HOST, 404, 10)
    for _ in range(3):
        assert not hosts.off(HOST)
        hosts.failed(HOST, "no answer in time")
    assert hosts.off(HOST) == "put off: no answer in time, 3 times in a row"


def test_retry_after(clock: Clock) -> None:
    hosts = Hosts(Limits(retry_after_max=600), clock=clock)
    hosts.answered(HOST, 429, 10, "120")
    assert wait(hosts) == 120
    hosts.answered("b.example", 503, 10, "601")
    assert "asks to be left alone for 601 s" in hosts.off("b.example")
    hosts.answered("c.example", 200, 10, "500")
    assert wait(hosts, "c.example") == 0


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None), ("0", 0), (" 30 ", 30),
        ("9" * 5000, 999_999_999_999), ("Mon, 32 Jan 2026 99:00:00 GMT", None), ("٣", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
    ],
)  # fmt: skip
def test_forms_of_retry_after(header: str | None, expected: float | None) -> None:
    assert seconds(header) == expected


def test_retry_after_as_a_date() -> None:
    asked = seconds(format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True))
    assert asked is not None
    assert 3500 < asked <= 3600


def test_what_robots_txt_asks_for_is_kept_up_to_a_maximum(clock: Clock) -> None:
    hosts = Hosts(Limits(crawl_delay_max=60), clock=clock)
    hosts.asked(HOST)
    hosts.slow_down(HOST, 10)
    assert wait(hosts) == 10
    assert (hosts.at_once(HOST, 8), hosts.at_once("other.example", 8)) == (1, 8)
    hosts.slow_down(HOST, 3600)
    assert wait(hosts) == 60
    clock.now += 59
    assert wait(hosts) == 1


def test_the_downloader_keeps_a_pace(clock: Clock) -> None:
    hosts = Hosts(Limits(), pace={HOST: 2.0}.__getitem__, clock=clock)
    hosts.asked(HOST)
    clock.now += 1.5
    assert wait(hosts) == 0.5


def test_budgets(clock: Clock) -> None:
    hosts = Hosts(Limits(pages=2, bytes=1000, seconds=60), clock=clock)
    for host in ("pages", "bytes", "seconds"):
        hosts.asked(host)
        assert not hosts.spent(host)
    hosts.page("pages")
    hosts.answered("bytes", 200, 999)
    assert not any(map(hosts.spent, ("pages", "bytes", "seconds", "never")))
    hosts.page("pages")
    hosts.answered("bytes", 200, 1)
    assert hosts.spent("pages")
    assert hosts.spent("bytes")
    assert not hosts.spent("seconds")
    clock.now += 60
    assert hosts.spent("seconds")
