"""Credentials never reach the disk, however they are written; all else stays."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from newsarchive.redact import CREDENTIALS, redact, secrets, without_user

HEAD = b"POST /login HTTP/1.1\r\nHost: a.example\r\n"
END = b"Accept: */*\r\n\r\n"


@pytest.mark.parametrize(
    "line",
    [
        b"Authorization: Basic sesame\r\n",
        b"aUTHORIZATION:sesame\r\n",
        b"Cookie :\tsid=sesame; theme=dark\r\n",
        b"Cookie: a=1;\r\n  sid=sesame;\r\n\tb=sesame\r\n",
        b"Cookie: a=1\r sid=sesame\r\n",
        b"Cookie: sid=sesam\xe9 sesame\r\n",
        b"Cookie: sesame\n",
        b"Cookie: one\r\nCookie: sesame\r\n",
        b"X-Api-Key: sesame\r\n",
        b"X-R\xfcd: sesame\r\n",
        b"Referer: https://mara:sesame@a.example/\r\n",
        b"Host: mara:sesame@a.example\r\n",
    ],
)
def test_headers(line: bytes) -> None:
    sent, found = redact(HEAD + line + END, (*CREDENTIALS, "X-Rüd"))
    assert b"sesame" not in sent
    assert b"[redacted]" in sent
    assert sent.startswith(HEAD)
    assert sent.endswith(END)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("kind", "body", "kept"),
    [
        (
            b"application/x-www-form-urlencoded",
            b"user=mara&password=sesame&x=1",
            b"user=mara&password=******&x=1",
        ),
        (b"application/x-www-form-urlencoded", b"user_Passwd=sesame", b"user_Passwd=******"),
        (
            b"application/x-www-form-urlencoded",
            b"csrf-token=sesame&pass=sesame",
            b"csrf-token=******&pass=******",
        ),
        (b"application/json", b'{"a": 1, "apiKey" : "sesame"}', b'{"a": 1, "apiKey" : ********}'),
        (b"application/json", b'{"pwd":"ses\\"ame", "b": 2}', b'{"pwd":**********, "b": 2}'),
        (b"application/json", b'{"pin": 12345, "spin": 3}', b'{"pin": *****, "spin": 3}'),
        (
            b"multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nsesame\r\n--x--\r\n',
            b'--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n******\r\n--x--\r\n',
        ),
    ],
)
def test_bodies_keep_their_length(kind: bytes, body: bytes, kept: bytes) -> None:
    head = HEAD + b"Content-Type: " + kind + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
    sent, found = redact(head + body, CREDENTIALS)
    assert sent == head + kept
    assert len(found) in (1, 2)


@pytest.mark.parametrize(
    "request_",
    [
        HEAD + END,
        b"GET /a?next=https://x@b.example/&q=Cookie:%20x HTTP/1.1\r\nHost: a.example\r\nX-Cookie: 1\r\n\r\n",
        HEAD + b"X: Cookie: 1\r\nCookies: 2\r\n" + END,
        HEAD + END + b"Cookie: this is a body\r\nq=passing&compass=north",
        HEAD + END + bytes(range(256)),
        b"",
    ],
)
def test_all_else_stays(request_: bytes) -> None:
    assert redact(request_, CREDENTIALS) == (request_, [])


def test_addresses() -> None:
    line = b"GET http://mara:sesame@a.example/x?y=1@2 HTTP/1.1\r\n\r\n"
    assert redact(line, ()) == (line.replace(b"mara:sesame", b"[redacted]"), ["userinfo"])
    assert without_user("http://mara:sesame@a.example/@b") == "http://a.example/@b"
    assert without_user("Getting https://m:s@a.example/ took long") == "Getting https://a.example/ took long"
    assert without_user("https://a.example/x@y?z=//u@v") == "https://a.example/x@y?z=//u@v"


def test_headers_of_sites_are_secret() -> None:
    settings = Settings({"SITE_HEADERS": {"a.example": {"X-Reader": "1"}}, "REDACTED_HEADERS": ["X-Own"]})
    assert set(secrets(settings)) == {*CREDENTIALS, "X-Reader", "X-Own"}
