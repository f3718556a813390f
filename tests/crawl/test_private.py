"""No page leads the crawler to a private address, however it is written and by whatever way it comes."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request

from archive.collection import Collection
from newsarchive import private
from newsarchive.doorkeeper import Doorkeeper, PrivateError
from tests.crawl.odd_server import Server

REFUSED = {
    "private": ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"),
    "loopback": ("127.0.0.1", "127.255.255.254", "::1"),
    "link-local": ("169.254.169.254", "fe80::1", "fe80::1%25eth0"),
    "shared between": ("100.64.0.1", "100.100.100.200", "100.127.255.255"),
    "multicast": ("224.0.0.1", "239.255.255.255", "ff02::1"),
    "this network": ("0.0.0.0", "0.1.2.3"),
    "unspecified": ("::",),
    "reserved": ("255.255.255.255", "240.0.0.1", "192.0.0.192", "2001:0:4136:e378::1", "100::1"),
    "for ": ("192.0.2.1", "198.18.0.1", "2001:db8::1", "3fff::1"),
    "cloud": ("168.63.129.16",),
    "no public address": ("4000::1", "1::1"),
    "holds 127.0.0.1 is loopback": ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"),
    "holds 169.254.169.254": ("::ffff:a9fe:a9fe", "64:ff9b::169.254.169.254"),
}
SPELT = {
    "127.0.0.1": (
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "127.0.0.1.",
        "%31%32%37.0.0.1", "１２７.０.０.１", "127。0。0。1", "0X7F.0x0.0.01",
    ),
    "169.254.169.254": ("2852039166", "0xa9fea9fe", "169.254.43518", "0251.0376.0251.0376"),
}  # fmt: skip
THIS = (
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.b.localhost",
    "localhost.localdomain",
    "ip6-localhost",
)
PUBLIC = (
    "1.1.1.1",
    "8.8.8.8",
    "2606:4700::1111",
    "64:ff9b::1.1.1.1",
    "2002:101:101::",
    "::ffff:8.8.8.8",
    "172.32.0.1",
)


@pytest.mark.parametrize(("reason", "number"), [(r, n) for r, numbers in REFUSED.items() for n in numbers])
def test_addresses_that_are_refused(reason: str, number: str) -> None:
    assert reason in (private.why_not(number) or "")
    assert private.special(ip_address(number.partition("%")[0]))


@pytest.mark.parametrize(
    ("number", "spelling"), [(n, s) for n, spellings in SPELT.items() for s in spellings]
)
def test_other_spellings(number: str, spelling: str) -> None:
    assert private.literal(spelling) == ip_address(number)
    assert private.why_not(spelling)


@pytest.mark.parametrize("name", THIS)
def test_names_of_this_machine(name: str) -> None:
    assert private.why_not(name) == f"{name} is this machine"


@pytest.mark.parametrize(
    "name", [*PUBLIC, "news.example", "10.example", "1.2.3.4.5", "localhost.example", "dead.beef", ""]
)
def test_others_may_be_asked(name: str) -> None:
    assert private.why_not(name) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8001/", "http://u:p@127.0.0.1/", "https://[::1]/", "http://127.1:8000/",
        "http://localhost:8000/", "http://127.0.0.1./", "http://a@10.0.0.1:8000/",
    ],
)  # fmt: skip
def test_a_seed_exempts_its_own_host_and_port_only(url: str) -> None:
    doorkeeper = Doorkeeper()
    doorkeeper.exempt("http://127.0.0.1:8000/news/")
    doorkeeper.check(Request("http://127.0.0.1:8000/other"))
    with pytest.raises(PrivateError, match=r"^a private address: "):
        doorkeeper.check(Request(url))


def test_what_a_name_resolves_to() -> None:
    doorkeeper = Doorkeeper()
    doorkeeper.exempt("http://paper.example/")
    doorkeeper.exempt("http://inside.example/")
    assert doorkeeper.lets(("news.example", 80), "1.1.1.1")
    assert not doorkeeper.lets(("news.example", 80), "10.0.0.1")
    assert str(doorkeeper.refused(Request("http://news.example/x"))) == (
        "a private address: news.example resolves to it, 10.0.0.1 is private"
    )
    assert doorkeeper.lets(("inside.example", 80), "10.0.0.1")  # an archivist's own net
    assert not doorkeeper.lets(("inside.example", 8080), "10.0.0.1")
    assert doorkeeper.lets(("paper.example", 80), "1.1.1.1")
    assert not doorkeeper.lets(("paper.example", 80), "127.0.0.1")  # rebinding


RESOLVER = """
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer

class Zone(CachingThreadedResolver):
    '''All names lie on this machine.'''
    def getHostByName(self, name, timeout=()):
        return defer.succeed("127.0.0.1")
"""


@pytest.fixture
def inside() -> Any:
    """What must not be reached."""
    with Server() as server:
        server.routes["/secret"] = server.routes["/robots.txt"] = lambda *_: None
        yield server


def test_every_way_in(
    scrapy: Any,
    newsarchive: Any,
    kit: Any,
    server: Server,
    inside: Server,
    collection: Collection,
    tmp_path: Path,
) -> None:
    """Link, redirect, sitemap, feed, redirect of robots.txt, name that resolves to it."""
    secret = f"127.0.0.1:{inside.port}/2026/03/04/what-nobody-outside-may-read"
    numeral = secret.replace("127.0.0.1", "2130706433")
    server.routes["/robots.txt"] = kit.page(
        f"Sitemap: {server.url}/map.xml\nSitemap: http://{secret}.xml\n", "Content-Type: text/plain"
    )
    server.routes["/"] = kit.page(
        f"""<html><title>T</title><link rel=alternate type=application/rss+xml href=/feed.xml>
        <a href="http://{secret}">A story of the neighbours, with many words</a>
        <a href="http://{numeral}">And one</a>
        <a href="/2026/03/04/leads-on-to-the-neighbours">Another story, which leads on</a>
        <img src="http://{secret}.jpg"></html>"""
    )
    server.routes["/2026/03/04/leads-on-to-the-neighbours"] = kit.page(
        "", f"Location: http://localhost:{inside.port}/secret", status="302 Found"
    )
    listed = "".join(f"<url><loc>http://{place}/in-the-sitemap</loc></url>" for place in (secret, numeral))
    server.routes["/map.xml"] = kit.page(
        f"<?xml version='1.0'?><urlset>{listed}</urlset>", "Content-Type: text/xml"
    )
    server.routes["/feed.xml"] = kit.page(
        "<?xml version='1.0'?><rss><channel><item>"
        f"<link>http://{secret}/in-the-feed</link></item></channel></rss>",
        "Content-Type: application/rss+xml",
    )
    hosts = "127.0.0.1 2130706433 localhost"
    done = scrapy(
        "crawl", "site", "-a", f"seed={server.url}/", "-a", f"within={hosts}",
        "-s", f"COLLECTION={collection.path}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert inside.log == []
    with collection.index(read_only=True) as index:
        missed = {miss.url: miss for miss in index.missed()}
    refused = [url for url, miss in missed.items() if miss.reason.startswith("a private address: ")]
    assert {url.rpartition("/")[2] for url in refused} >= {
        "what-nobody-outside-may-read", "in-the-sitemap", "in-the-feed", "secret",
    }, missed  # fmt: skip
    assert not any(missed[url].retryable for url in refused)


def test_a_name_that_resolves_inside(
    scrapy: Any, kit: Any, server: Server, inside: Server, collection: Collection, tmp_path: Path
) -> None:
    """A seed may; a link may not, nor the robots.txt of another host."""
    (tmp_path / "zone.py").write_text(RESOLVER)
    link = f"http://other.example:{inside.port}/2026/03/04/a-story-with-a-long-name"
    server.routes["/"] = kit.page(f'<html><title>T</title><a href="{link}">A</a></html>')
    seed = f"http://paper.example:{server.port}/"
    done = scrapy(
        "crawl", "site", "-a", f"seed={seed}", "-a", "within=other.example",
        "-s", f"COLLECTION={collection.path}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False",
        "-s", "DNS_RESOLVER=zone.Zone",
        env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "/" in server.paths()
    assert inside.log == []
    with collection.index(read_only=True) as index:
        (miss,) = index.missed()
    assert "other.example resolves to it, 127.0.0.1 is loopback" in miss.reason


def test_behind_a_proxy(
    newsarchive: Any, kit: Any, server: Server, inside: Server, collection: Collection
) -> None:
    """Names are its affair; what is written out as private is refused here."""
    server.routes["/"] = kit.page(
        f"""<html><title>T</title><a href="http://inside.example/2026/03/04/a-story-with-a-long-name">A</a>
        <a href="http://127.0.0.1:{inside.port}/2026/03/04/a-story-with-a-long-name">B</a>
        <a href="http://0x7f.1/2026/03/04/a-story-with-a-long-name">C</a></html>"""
    )
    server.routes["/2026/03/04/a-story-with-a-long-name"] = kit.page("<title>A</title>")
    file = collection.path / "collection.toml"
    file.write_text(
        file.read_text() + '\n[profiles.p]\nseeds = ["http://news.example/"]\n'
        'scope = { hosts = ["inside.example", "127.0.0.1", "0x7f.1"] }\nlimits = { delay = 0 }\n'
    )
    env = {"http_proxy": f"http://127.0.0.1:{server.port}"}
    done = newsarchive("crawl", "-c", collection.path, "--profile", "p", env=env)
    assert done.returncode == 0, done.stderr
    assert any(b"GET http://inside.example/2026" in request for request, _ in server.log)
    assert not any(
        b"127.0.0.1" in request.split(b"\r\n")[0] or b"0x7f" in request for request, _ in server.log
    )
    assert inside.log == []
    assert done.stdout.count("a private address: ") == 2


def test_retried_without_its_seed(newsarchive: Any, kit: Any, server: Server, collection: Collection) -> None:
    """What was missed of a private seed may be fetched by the run that retries it, which names no seed."""
    server.routes["/a"] = kit.page("", status="500 Oh no")
    newsarchive("crawl", f"{server.url}/a", "-c", collection.path, "--delay", "0", "--depth", "0")
    server.routes["/a"] = kit.page("<title>A</title>")
    done = newsarchive("crawl", "-c", collection.path, "--delay", "0", "--retry")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missed" not in done.stdout
