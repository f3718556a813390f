from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.capture import Capture


def received(response: bytes) -> Capture:
    return Capture("http://news.example/", datetime.now(UTC), b"", response)


@pytest.mark.parametrize(
    ("head", "status", "reason", "headers"),
    [
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\n", 200, "OK", [("A", "1")]),
        (b"HTTP/1.1 404\r\n\r\n", 404, "", []),
        (b"HTTP/1.0 301 Moved  for good \r\n\r\n", 301, "Moved  for good", []),
        (b"HTTP/2 200\nServer: x\n\n", 200, "", [("Server", "x")]),
        (b"ICY 200 OK\r\nicy-name:x\r\n\r\n", 200, "OK", [("icy-name", "x")]),
        (b"HTTP/1.1 200 D'accord \xe9t\xe9\r\n\r\n", 200, "D'accord été", []),
        (
            b"HTTP/1.1 200 OK\r\nset-cookie: b=2\r\nSet-Cookie:a=1\r\nX-caf\xe9 :  \xfc \r\n\r\n",
            200,
            "OK",
            [("set-cookie", "b=2"), ("Set-Cookie", "a=1"), ("X-café", "ü")],
        ),
        (
            b"HTTP/1.1 200 OK\r\nFold: one\r\n two\r\n\tthree\r\nno colon here\r\nEmpty:\r\n\r\n",
            200,
            "OK",
            [("Fold", "one two three"), ("", "no colon here"), ("Empty", "")],
        ),
    ],
)
def test_heads_are_read_as_they_were_sent(
    head: bytes, status: int, reason: str, headers: list[tuple[str, str]]
) -> None:
    capture = received(head + b"body\r\n\r\nmore")
    assert (capture.head, capture.payload) == (head, b"body\r\n\r\nmore")
    assert (capture.status, capture.reason, capture.headers) == (status, reason, headers)


@pytest.mark.parametrize("response", [b"", b"\x16\x03\x01", b"<html>no head</html>", b"HTTP/1.1\r\n\r\n"])
def test_without_a_status_line_there_is_no_status(response: bytes) -> None:
    assert (received(response).status, received(response).reason) == (None, "")


def test_a_head_that_was_cut_off_has_no_payload() -> None:
    capture = received(b"HTTP/1.1 200 OK\r\nContent-Ty")
    assert (capture.status, capture.payload, capture.media_type) == (200, b"", None)


def test_interim_responses_stand_before_the_final_one() -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    capture = received(hints + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    assert (capture.interim, capture.status, capture.payload) == (hints, 200, b"<p>")
    assert received(hints).status == 103
    assert received(b"HTTP/1.1 101 Switching\r\n\r\n\x81\x00").payload == b"\x81\x00"


def test_headers_are_found_in_any_case_and_repeated_ones_kept() -> None:
    capture = received(b"HTTP/1.1 200 OK\r\nVary: a\r\nVARY: b\r\nContent-type: Text/HTML ;charset=x\r\n\r\n")
    assert capture.header("vary") == "a"
    assert capture.header_values("Vary") == ["a", "b"]
    assert capture.header("Age") is None
    assert capture.media_type == "text/html"


def test_a_content_type_that_is_none_is_passed_over() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: \r\nContent-Type: html\r\nContent-Type: text/plain\r\n\r\n"
    assert received(head).media_type == "text/plain"


def test_payload_digest_is_of_the_framed_bytes() -> None:
    capture = received(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    assert capture.payload_digest == "sha1:63IMMQZVCWADA6ZOVJVHKYHHNFSUS26H"
