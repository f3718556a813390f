"""The command ``newsarchive``. Each command is a module of its own, imported when it is asked for, and
imports what is heavy inside its function: ``newsarchive --help`` loads no Scrapy, no datasette, no lxml."""

from __future__ import annotations

import importlib
import os
from importlib.metadata import version
from typing import Any

import click

from archive.errors import ArchiveError

COMMANDS = (
    "init",
    "crawl",
    "extract",
    "search",
    "show",
    "versions",
    "diff",
    "stats",
    "export",
    "rebuild",
    "migrate",
    "browse",
    "golden",
    "demo",
)


class LazyGroup(click.Group):
    """A group whose commands are ``newsarchive.cli.NAME:NAME``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"newsarchive.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(version("newsarchive"), prog_name="newsarchive")
def main() -> None:
    """Crawl news sites, keep the evidence in WARC files, and make it searchable.

    \b
    newsarchive init kyiv --title "Kyiv papers" --operator "Jane Doe" --contact jane@example.org
    newsarchive crawl https://news.example/ -c kyiv
    newsarchive search "grain corridor" -c kyiv
    newsarchive browse -c kyiv
    """
    # Scrapy asks for it when it first reads its settings; set here, the command works outside a checkout
    # and inside somebody else's Scrapy project.
    os.environ["SCRAPY_SETTINGS_MODULE"] = "newsarchive.settings"
