"""``newsarchive crawl``: fetch, keep, read, index."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import click

from newsarchive.cli.options import collection_option

if TYPE_CHECKING:
    from pathlib import Path

    from archive.collection import Collection
    from archive.description import Profile
    from newsarchive.crawl import Outcome

HEADER = re.compile(r"\s*([\w.-]+)\s*:\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(\S.*)", re.ASCII)
SHOWN = 20
"""Missed addresses printed; the file that is named holds them all."""


@click.command(short_help="Fetch pages, keep them, read them, index them.")
@click.argument("seeds", nargs=-1, metavar="[SEED]…")
@collection_option
@click.option("--list", "list_", metavar="FILE", help="Fetch exactly the addresses of FILE, one a line.")
@click.option(
    "--profile", "name", metavar="NAME", default="default", show_default=True, help="Crawl profile, by name."
)
@click.option("--retry", is_flag=True, help="Fetch only what this profile's last crawl missed.")
@click.option("--fresh", is_flag=True, help="Forget what an earlier crawl left to do.")
@click.option("--depth", type=click.IntRange(0), help="Links from a seed to a page.  [default: 2]")
@click.option(
    "--next-pages", "pages", type=click.IntRange(0), help="Next pages of one list, at most.  [default: 20]"
)
@click.option("--path", "paths", multiple=True, metavar="PATH", help="Only what lies below PATH, e.g. /en/.")
@click.option("--without", multiple=True, metavar="PATH", help="Nothing below PATH.")
@click.option("--language", "languages", multiple=True, metavar="CODE", help="Only articles in it, e.g. uk.")
@click.option(
    "--since", metavar="DAY", help="Only articles from DAY on, e.g. 2026-03-01: from archives, too."
)
@click.option("--until", metavar="DAY", help="Only articles up to DAY.")
@click.option("--max-pages", type=click.IntRange(1), help="End after so many pages.")
@click.option("--delay", type=click.FloatRange(0), help="Seconds between requests to one host.  [default: 1]")
@click.option("--jobs", type=click.IntRange(1), help="Hosts asked at the same time.  [default: 100]")
@click.option("--cookies", metavar="FILE", help="Your own cookies (cookies.txt), for your subscriptions.")
@click.option("--header", "headers", multiple=True, metavar='"HOST: NAME: VALUE"', help="For one site.")
def crawl(
    seeds: tuple[str, ...], collection: Path, name: str, headers: tuple[str, ...], **given: Any
) -> None:
    """Fetch pages into COLLECTION, beginning at SEEDs: front pages, feeds, sitemaps or article addresses.

    Without SEED those of the profile are taken. robots.txt is obeyed, one connection a host. An interrupted
    crawl (Ctrl-C, once) goes on with the same command. Proxies come from http_proxy and https_proxy.

    --path, --without and --language may be given several times. Days and languages are judged by what feed,
    sitemap and address tell, and once more when a page was read; what is not told is taken.

    \b
    newsarchive crawl https://news.example/ -c kyiv --depth 1
    newsarchive crawl https://news.example/ -c kyiv --since 2026-03-01 --until 2026-03-31
    newsarchive crawl --list addresses.txt -c kyiv
    newsarchive crawl -c kyiv --retry
    """
    from archive.collection import Collection
    from newsarchive.crawl import run

    profile = _profile(Collection(collection), name)
    left = _left(collection, name, **given)
    arguments = _arguments(profile, seeds, left, **given)
    outcome = run(collection, name, arguments, _settings(profile, headers, **given))
    _tell(outcome, collection, name)


def _profile(collection: Collection, name: str) -> Profile:
    from archive.description import Profile

    profiles = collection.description.profiles
    if name not in profiles and name != "default":
        known = ", ".join(sorted({*profiles, "default"}))
        raise click.ClickException(
            f"{collection.path} has no profile {name}; it has: {known}. "
            f"Add one in {collection.path / 'collection.toml'}: [profiles.{name}]"
        )
    return profiles.get(name, Profile())


def _left(collection: Path, name: str, *, retry: bool, fresh: bool, **_: Any) -> int:
    """How many addresses an earlier crawl left for this one."""
    from newsarchive.crawl import left

    waiting, missed = left(collection, name)
    if retry and not missed + waiting:
        click.echo(f"Nothing to retry: no crawl of profile {name} has missed what a second try could get.")
        raise click.exceptions.Exit(0)  # what one wants of it is so: a nightly --retry is no failure
    if waiting and not fresh:
        click.echo(
            f"Going on with {waiting:,} addresses that an earlier crawl left (--fresh: not).", err=True
        )
    return (0 if fresh else waiting) + (missed if retry else 0)


def _arguments(
    profile: Profile, seeds: tuple[str, ...], left: int, *, list_: str | None, retry: bool, **given: Any
) -> dict[str, Any]:
    """Of the spider."""
    from newsarchive.seeds import checked, from_file

    if bool(seeds) + bool(list_) + retry > 1:
        raise click.UsageError("Give seeds, or --list FILE, or --retry: one of them.")
    arguments = _scope(profile, **given)
    if list_:
        from_file(list_)
        return {**arguments, "list": list_}
    if not retry:
        seeds = tuple(checked(seed) for seed in seeds or profile.seeds)
        if not seeds and not left:
            raise click.UsageError("Nothing to crawl: give a SEED, --list FILE, or a profile that has seeds.")
    return {**arguments, "seed": _words(seeds)}


SCOPE = {"paths": "path", "without": "without", "languages": "language", "since": "since", "until": "until"}
"""Option -> name in a profile's scope and of the spider's argument."""


def _scope(profile: Profile, **chosen: Any) -> dict[str, Any]:
    """Where to go and how far, as arguments of the spider; options come before the profile.

    :raises SeedError: since or until is no day, the one is behind the other, or a path is none"""
    from newsarchive.seeds import SeedError, given

    found: dict[str, Any] = {"within": _words(profile.scope.get("hosts", ()))}
    if "subdomains" in profile.scope:
        found["subdomains"] = profile.scope["subdomains"]
    for option, name in SCOPE.items():
        found[name] = _words(chosen[option] or profile.scope.get(name, ()))
    since, until = (given(found[name], f"--{name}") for name in ("since", "until"))
    if since and until and until < since:
        raise SeedError(f"--until {until} is before --since {since}: no day is left between them.")
    for path in f"{found['path']} {found['without']}".split():
        if not path.startswith("/"):
            raise SeedError(f"{path!r} is no path: it must begin with a slash, as in /en/.")
    for option, name in (("depth", "depth"), ("pages", "next-pages")):
        value = chosen[option] if chosen[option] is not None else profile.limits.get(name)
        found.update({} if value is None else {option: value})
    return found


def _settings(profile: Profile, headers: tuple[str, ...], **given: Any) -> dict[str, Any]:
    """Of Scrapy, by its names and ours."""
    settings: dict[str, Any] = {"RETRY_MISSED": given["retry"], "FRESH": given["fresh"]}
    names = {"delay": "DOWNLOAD_DELAY", "max_pages": "MAX_PAGES", "jobs": "CONCURRENT_REQUESTS"}
    for option, setting in names.items():
        value = given[option] if given[option] is not None else profile.limits.get(option.replace("_", "-"))
        if value is not None:
            settings[setting] = value
    if "DOWNLOAD_DELAY" in settings:
        settings["AUTOTHROTTLE_START_DELAY"] = settings["DOWNLOAD_DELAY"]
        settings["AUTOTHROTTLE_ENABLED"] = settings["DOWNLOAD_DELAY"] > 0
    if given["cookies"]:
        settings["COOKIES_FILE"] = given["cookies"]
    if headers:
        settings["SITE_HEADERS"] = _by_host(headers)
        settings["REDACTED_HEADERS"] = sorted({name for h in settings["SITE_HEADERS"].values() for name in h})
    return settings


def _by_host(headers: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for header in headers:
        match = HEADER.fullmatch(header)
        if match is None:
            raise click.BadParameter(f'{header!r} is not "HOST: NAME: VALUE".', param_hint="--header")
        found.setdefault(match[1].lower(), {})[match[2]] = match[3].strip()
    return found


def _words(values: Any) -> str:
    return " ".join(values if isinstance(values, (list, tuple)) else [str(values)])


def _tell(outcome: Outcome, collection: Path, name: str) -> None:
    """The closing summary on standard output; errors as errors."""
    articles = outcome.pages["article"]
    others = ", ".join(f"{n:,} {kind}" for kind, n in outcome.pages.most_common() if kind != "article")
    click.echo(
        f"{outcome.captures:,} captures, {outcome.bytes / 1e6:,.1f} MB, in {outcome.seconds:,.0f} s "
        f"({outcome.captures / max(outcome.seconds, 0.001):,.1f}/s)\n"
        f"{articles:,} article{'' if articles == 1 else 's'}" + (f"; other pages: {others}" if others else "")
    )
    if outcome.missed:
        again = [
            "crawl",
            "-c",
            str(collection),
            *(["--profile", name] if name != "default" else []),
            "--retry",
        ]
        click.echo(f"{len(outcome.missed):,} missed (fetch just these: newsarchive {shlex.join(again)}):")
        for url, reason in outcome.missed[:SHOWN]:
            click.echo(f"  {url}: {reason}")
        if len(outcome.missed) > SHOWN:
            click.echo(f"  and {len(outcome.missed) - SHOWN:,} more in {collection}/crawls/{name}/missed.txt")
    if outcome.waiting:
        click.echo(f"{outcome.waiting:,} addresses wait; the same command goes on with them.")
    if outcome.interrupted:
        raise SystemExit(130)
    if not outcome.captures and outcome.missed:
        url, reason = outcome.missed[0]
        raise click.ClickException(f"Nothing was captured. {url}: {reason}.")
