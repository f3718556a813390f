"""A request as the text of a row of the frontier's file, and back; no credential is in it."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from scrapy.utils.request import request_from_dict

from newsarchive.redact import bare
from newsarchive.replay import KEPT

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapy import Request, Spider

ROW = "frontier"
"""Key of a request's meta: its row of the backlog. Redirects and retries copy it."""
_PASSING = {ROW, KEPT, "download_slot", "download_latency", "proxy", "_auth_proxy"}
"""Meta that Scrapy's own parts set anew for every download; a proxy's address may hold a password."""
_USUAL: dict[str, Any] = {
    "callback": None, "errback": None, "method": "GET", "headers": {}, "cookies": {}, "meta": {}, "body": "",
    "cb_kwargs": {}, "flags": [], "encoding": "utf-8", "priority": 0, "dont_filter": False,
}  # fmt: skip
"""Of a request's fields: Scrapy's defaults, which are not written."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(request: Request, spider: Spider, secret: Collection[bytes]) -> str:
    """
    :param secret: names of headers, in lower case, that are left out"""
    plain = request.to_dict(spider=spider)
    plain["headers"] = {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in plain["headers"].items()
        if name.lower() not in secret
    }
    plain["cookies"] = {}
    plain["body"] = base64.b64encode(plain["body"]).decode("ascii")
    plain["meta"] = {
        name: bare(value) if isinstance(value, str) else value
        for name, value in plain["meta"].items()
        if name not in _PASSING
    }
    return _ENCODE({k: v for k, v in plain.items() if v != _USUAL.get(k)})


def load(text: str, row: int, spider: Spider) -> Request:
    plain: dict[str, Any] = json.loads(text)
    if "body" in plain:
        plain["body"] = base64.b64decode(plain["body"])
    if "headers" in plain:
        plain["headers"] = {
            name: [value.encode("latin-1") for value in values] for name, values in plain["headers"].items()
        }
    plain.setdefault("meta", {})[ROW] = row
    return request_from_dict(plain, spider=spider)


def address(request: Request) -> str:
    """What makes two requests the same: method and address to the letter, save the fragment.

    Scrapy's own fingerprint sorts the query, and so takes two addresses for one where a server tells them
    apart; folding of tracking parameters is up to the spider."""
    url = request.url.partition("#")[0]
    body = base64.b64encode(request.body).decode("ascii") if request.body else ""
    return f"{request.method} {url} {body}".rstrip()
