"""TLS, proxies, credentials."""

from __future__ import annotations

import hashlib
import json
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from archive.capture import Capture
from spiders.site import WELL_KNOWN
from tests.crawl.odd_server import Server
from tests.crawl.test_wire import probe

QUICK = ("--delay", "0", "--depth", "0")


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    """A server's, with a certificate of its own making for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "server.pem"
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(plain + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def certificate(context: ssl.SSLContext) -> bytes:
    """In DER, as a client of a server with this context gets it."""
    with Server(tls=context) as server:
        return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", server.port)))


def facts(kit: Any, collection: Any) -> dict[str, str]:
    """What is told about all captures, and whether an address of the server is."""
    told = {}
    for _, block, _ in kit.records(collection, "metadata"):
        told.update(line.partition(": ")[::2] for line in block.decode().splitlines() if ": " in line)
    return told


def test_tls(newsarchive: Any, kit: Any, context: ssl.SSLContext, collection: Any) -> None:
    server = kit.Server(tls=context)
    server.routes["/a"] = kit.page("<title>A</title>")
    done = newsarchive("crawl", f"{server.url}/a", "-c", collection.path, *QUICK)
    assert done.returncode == 0, done.stderr
    assert len(server.log) == 2  # robots.txt
    assert kit.differences(collection, server.log) == []
    told = facts(kit, collection)
    assert told["tls"].startswith("TLSv1.3 TLS_")
    assert told["tls-certificate"] == f"sha256:{hashlib.sha256(certificate(context)).hexdigest()}"
    assert (told["tls-subject"], told["tls-issuer"]) == ("CN=127.0.0.1", "CN=127.0.0.1")
    since, until = map(datetime.fromisoformat, told["tls-valid"].split())
    assert until - since == timedelta(2)
    assert {fields["WARC-IP-Address"] for _, _, fields in kit.records(collection, "response")} == {
        "127.0.0.1"
    }


def test_plain_proxy(newsarchive: Any, kit: Any, server: Any, collection: Any) -> None:
    """The proxy gets the whole address; its own is not the server's."""
    server.routes["/a"] = kit.page("<title>A</title>")
    env = {"http_proxy": f"http://mara:secret@127.0.0.1:{server.port}"}
    done = newsarchive("crawl", "http://news.example/a", "-c", collection.path, *QUICK, env=env)
    assert done.returncode == 0, done.stderr
    requests = {request for request, _ in kit.pairs(collection)}
    assert any(request.startswith(b"GET http://news.example/a HTTP/1.1\r\n") for request in requests)
    assert all(b"Proxy-Authorization: Basic" in request for request, _ in server.log)
    assert all(b"Proxy-Authorization: [redacted]\r\n" in request for request in requests)
    told = facts(kit, collection)
    assert told["proxy"] == f"127.0.0.1:{server.port}"
    assert told["redacted"] == "Proxy-Authorization"
    assert not any("WARC-IP-Address" in fields for _, _, fields in kit.records(collection, "response"))


def test_tunnel(newsarchive: Any, kit: Any, server: Any, context: ssl.SSLContext, collection: Any) -> None:
    """Through CONNECT; what goes to the proxy itself is not the server's."""
    beyond = kit.Server(tls=context)
    beyond.routes["/a"] = kit.page("<title>A</title>")
    env = {"https_proxy": f"http://mara:secret@127.0.0.1:{server.port}"}
    done = newsarchive("crawl", f"{beyond.url}/a", "-c", collection.path, *QUICK, env=env)
    assert done.returncode == 0, done.stderr
    assert len(beyond.log) == 2
    assert kit.differences(collection, beyond.log) == []
    assert len(server.tunnels) in (1, 2)
    assert all(b"Proxy-Authorization: Basic" in request for request in server.tunnels)
    told = facts(kit, collection)
    assert told["proxy"] == f"127.0.0.1:{server.port}"
    assert told["tls"].startswith("TLSv1.3 ")
    assert not any("WARC-IP-Address" in fields for _, _, fields in kit.records(collection, "response"))
    written = [file.read_bytes() for file in collection.path.rglob("*") if file.is_file()]
    assert not any(b"Proxy-Auth" in content or b"secret" in content for content in written)


def test_no_tls_no_request(scrapy: Any, server: Any, collection: Any, tmp_path: Path) -> None:
    """Where no handshake comes about nothing of the request left the machine: there was no exchange."""
    secure = server.url.replace("http:", "https:")
    asked = {"url": f"{secure}/a", "meta": {"download_timeout": 2}}
    probe(scrapy, collection, tmp_path, [asked], "RETRY_TIMES=0")
    assert server.log == []
    assert [item for item in collection.walk() if isinstance(item, Capture)] == []


def test_how_it_came_about(newsarchive: Any, kit: Any, server: Any, collection: Any) -> None:
    """Links, redirects, other attempts and robots.txt, each with what led to it, and the time it began."""
    server.routes["/"] = kit.page('<title>A</title><a href="/2026/03/04/the-ferry-moves-again">The ferry</a>')
    moved = kit.page("", "Location: /2026/03/04/the-ferry-at-night", status="301 Moved")
    server.routes["/2026/03/04/the-ferry-moves-again"] = moved
    server.routes["/2026/03/04/the-ferry-at-night"] = kit.page("B", status="500 Busy")
    began = datetime.now(UTC)
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, "--delay", "0", "--depth", "1")
    assert done.returncode == 0, done.stderr
    found = [item for item in collection.walk() if isinstance(item, Capture)]
    told = [
        (urlsplit(c.url).path, c.facts.get("hopsFromSeed"), c.facts.get("via"), c.facts.get("attempt"))
        for c in found
        if urlsplit(c.url).path not in WELL_KNOWN
    ]
    ferry, night = "/2026/03/04/the-ferry-moves-again", "/2026/03/04/the-ferry-at-night"
    attempts = [(night, "LR", server.url + ferry, attempt) for attempt in (None, "2", "3")]
    seed = server.url + "/"
    assert told == [
        ("/robots.txt", "P", None, None),
        ("/", None, None, None),
        (ferry, "L", seed, None),
        *attempts,
    ]
    dates = [capture.date for capture in found]
    assert began <= dates[0]
    assert dates == sorted(dates)
    assert dates[-1] <= datetime.now(UTC)
    assert all(c.facts["spider"] == "site" and c.facts["profile"] == "default" for c in found)
    fields = [fields["WARC-Date"] for _, _, fields in kit.records(collection, "response")]
    assert all(len(date) == len("2026-03-04T08:00:00.123456Z") for date in fields)


def test_headers_of_sites_are_blacked_out_by_setting_too(
    scrapy: Any, kit: Any, server: Any, collection: Any
) -> None:
    """Not only by the command's option: not in the WARC, and not in the frontier, where another try waits."""
    server.routes["/a"] = kit.page("A", status="500 Busy")
    headers = json.dumps({"127.0.0.1": {"X-Reader": "sesame"}})
    done = scrapy(
        "crawl", "site", "-a", f"seed={server.url}/a", "-s", f"COLLECTION={collection.path}",
        "-s", f"SITE_HEADERS={headers}", "-s", "DOWNLOAD_DELAY=0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (
        sum(b"X-Reader: sesame\r\n" in request for request, _ in server.log) == 4
    )  # robots.txt, three tries
    assert facts(kit, collection)["redacted"] == "X-Reader"
    written = [file.read_bytes() for file in collection.path.rglob("*") if file.is_file()]
    assert not any(b"sesame" in content for content in written)


def test_name_and_password_of_a_link(newsarchive: Any, kit: Any, server: Any, collection: Any) -> None:
    """A page may link to an address with both; they are no part of what is kept."""
    link = server.url.replace("//", "//mara:sesame@") + "/2026/03/04/the-ferry-at-night"
    server.routes["/"] = kit.page(f'<title>A</title><a href="{link}">The ferry at night</a>')
    server.routes["/2026/03/04/the-ferry-at-night"] = kit.page("<title>B</title>")
    done = newsarchive("crawl", f"{server.url}/", "-c", collection.path, "--delay", "0", "--depth", "1")
    assert done.returncode == 0, done.stderr
    requests = b"".join(request for request, _ in kit.pairs(collection))
    assert b"sesame" not in requests
    targets = {fields["WARC-Target-URI"] for _, _, fields in kit.records(collection, "metadata")}
    assert not any("sesame" in target for target in targets)


def test_own_cookies_and_headers(
    newsarchive: Any, kit: Any, server: Any, collection: Any, tmp_path: Path
) -> None:
    """They reach their site, not where it redirects to, and no disk."""
    other = kit.Server()
    other.routes["/b"] = kit.page("<title>B</title>")
    server.routes["/a"] = kit.page("", f"Location: http://localhost:{other.port}/b", status="302 Found")
    cookies = tmp_path / "cookies.txt"
    cookies.write_text("# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tsid\tsesame\n")
    done = newsarchive(
        "crawl", f"{server.url}/a", f"http://localhost:{other.port}/", "-c", collection.path, *QUICK,
        "--cookies", cookies, "--header", "127.0.0.1: X-Reader: sesame",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    asked = dict(zip(server.paths(), (request for request, _ in server.log), strict=True))
    assert b"Cookie: sid=sesame\r\n" in asked["/a"]
    assert b"X-Reader: sesame\r\n" in asked["/a"]
    assert "/b" in other.paths()
    assert not any(b"sesame" in request for request, _ in other.log)
    assert facts(kit, collection)["redacted"] in ("Cookie, X-Reader", "X-Reader, Cookie")
    written = [file.read_bytes() for file in collection.path.rglob("*") if file.is_file()]
    assert not any(b"sesame" in content for content in written)
    assert not any(b"sesame" in request for request, _ in kit.pairs(collection))


def test_user_agent_is_truthful(newsarchive: Any, kit: Any, server: Any, collection: Any) -> None:
    server.routes["/a"] = kit.page("<title>A</title>")
    newsarchive("crawl", f"{server.url}/a", "-c", collection.path, *QUICK)
    for request, _ in server.log:
        assert b" (Mara Quill; +desk@example.org)\r\n" in request
        assert b"\r\nAccept-Encoding: gzip, deflate\r\n" in request
        assert b"Referer" not in request
    assert json.dumps(server.paths()) == '["/robots.txt", "/a"]'
