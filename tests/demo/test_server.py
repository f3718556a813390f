"""The server: what a well-behaved newspaper's server does, on one connection."""

from __future__ import annotations

import gzip
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from newsarchive.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def connection(server: DemoServer) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    yield connection
    connection.close()


def get(
    connection: HTTPConnection, path: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    return response, response.read()


def test_one_connection_serves_all(server: DemoServer, connection: HTTPConnection) -> None:
    for path, found in server.site.resources.items():
        response, body = get(connection, quote(path), User_Agent="test/1")
        assert (response.status, response.version) == (200, 11), path
        assert body == found.body
        assert response.headers["Content-Type"] == found.media_type
        socket = connection.sock
        assert socket is not None, f"{path} closed the connection"
    assert [(line.method, line.status, line.user_agent) for line in server.log] == [
        ("GET", 200, "test/1")
    ] * len(server.site.resources)


def test_gzip_where_it_is_accepted(server: DemoServer, connection: HTTPConnection) -> None:
    plain, body = get(connection, "/")
    packed, coded = get(connection, "/", Accept_Encoding="gzip, deflate")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(coded) == body
    assert len(coded) < len(body) / 2


def test_not_modified(server: DemoServer, connection: HTTPConnection) -> None:
    first, _ = get(connection, "/about")
    for condition in ("ETag", "Last-Modified"):
        name = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[condition]
        again, body = get(connection, "/about", **{name: str(first.headers[condition])})
        assert (again.status, body) == (304, b"")
    other, body = get(connection, "/about", If_None_Match='"something else"')
    assert other.status == 200
    assert body


def test_old_addresses_lead_to_new_ones(server: DemoServer, connection: HTTPConnection) -> None:
    for old, new in server.site.redirects.items():
        response, _ = get(connection, old)
        assert (response.status, response.headers["Location"]) == (301, server.url + quote(new))


def test_nothing_at_other_addresses(server: DemoServer, connection: HTTPConnection) -> None:
    for path in server.site.data["missing"]["paths"]:
        response, _ = get(connection, path)
        assert response.status == 404


def test_head_has_no_body(server: DemoServer, connection: HTTPConnection) -> None:
    response, body = get(connection, "/", "HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) == len(server.site.resources["/"].body)


def test_a_taken_port_is_refused(server: DemoServer) -> None:
    with pytest.raises(OSError, match="in use"):
        DemoServer(int(server.url.rpartition(":")[2]))
