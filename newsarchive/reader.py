"""A process that reads pages one after the other, seen from both ends.

It gets address, date and response as pickles on its standard input, answers with the article, the digest of
the content and lines for the log on its standard output, and ends when the input does: so it outlives nobody
who started it, however that one ended.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import pickle
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.capture import Capture
from archive.errors import ArchiveError

if TYPE_CHECKING:
    from typing import BinaryIO

    from archive.article import Article
    from newsarchive.sites import Sites

ENDING = 1.0
"""Seconds that a reader has to end in once nothing is left for it to do."""
SAID = 4_000
"""Characters, at most, of what a reader that ended had said: the traceback of where it was."""
START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from newsarchive.reader import main; main()"
APART: dict[str, Any] = (
    {"creationflags": 0x200}
    if sys.platform == "win32"
    else {"start_new_session": True}  # a new process group
)
"""Ctrl-C and Ctrl-Z are for the process that started it; that one tells its readers."""


class ReaderError(ArchiveError):
    """No process that reads can be started."""


class EndedError(Exception):
    """The process ended with a page; how."""


@dataclass(frozen=True)
class Bounds:
    """What one page may cost: the settings READ_TIMEOUT and READ_MEMORY."""

    seconds: float = 30.0
    """0: as long as it takes. No page known to us takes more than 3, on a slow machine."""
    memory: int = 1_000_000_000
    """Bytes of the whole process; 0: as much as there is. The worst page of 20 MB takes half of it."""


class Reader:
    """One process, from its first page on; a new one after it ended. For one thread, save :meth:`kill`."""

    def __init__(self, sites: Sites, bounds: Bounds) -> None:
        self._sites, self._bounds = sites, bounds
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False

    def read(self, capture: Capture) -> Article | None:
        """Also gives the capture the digest of its content, which is at hand there: here all codings would
        have to be undone once more.

        :raises EndedError: the process ended
        :raises ReaderError: there is none, and none can be started"""
        if self._process is None:
            self._start()
        began = time.monotonic()
        try:
            article, digest, lines = self._ask((capture.url, capture.date, b"", capture.response))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            late = 0 < self._bounds.seconds <= time.monotonic() - began
            how = f"took more than {self._bounds.seconds:g} s" if late else "broke off"
            raise EndedError(f"{how} ({self.close()})") from error
        for name, level, text in lines:
            logging.getLogger(name).log(level, "%s", text)
        vars(capture)["content_digest"] = digest  # as functools.cached_property keeps it
        result: Article | None = article
        return result

    def kill(self) -> None:
        """From any thread; the one that waits for an answer sees it end."""
        self._killed = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> str:
        """End the process; returns how it ended, and the end of what it had said."""
        process, self._process = self._process, None
        if process is None:
            return ""
        with suppress(OSError):
            _pipes(process)[0].close()
        try:
            code = process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        _pipes(process)[1].close()
        with self._errors:
            self._errors.seek(0)
            said = self._errors.read()[-SAID:].decode(errors="replace").strip()
        ended = f"signal {-code}" if code < 0 else f"code {code}"
        return f"{ended}: {said}" if said else ended

    def _start(self) -> None:
        command = [sys.executable, "-c", START, json.dumps(sys.path)]
        try:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, **APART
            )
            if self._killed:
                self._process.kill()
            _send(_pipes(self._process)[0], self._bounds)
            self._ask(self._sites)
        except (OSError, EOFError, pickle.PickleError) as error:
            raise ReaderError(
                f"No process that reads pages can be started: {self.close() or error}. With the setting "
                "READERS=0 they are read in the process of the crawl."
            ) from error

    def _ask(self, question: object) -> Any:
        assert self._process is not None
        there, back = _pipes(self._process)
        _send(there, question)
        return pickle.load(back)  # noqa: S301  # from a process of our own


def _pipes(process: subprocess.Popen[bytes]) -> tuple[Any, Any]:
    """Into the process, and out of it."""
    return process.stdin, process.stdout


def _send(pipe: BinaryIO, what: object) -> None:
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


# The other end


def main() -> None:
    """Read until there is nothing more to read. What a page must not do is done to this process: one that
    takes too long ends it (from a thread that no loop in C holds up), one that wants too much memory gets an
    error."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    faulthandler.enable()
    lines = Lines()
    logging.basicConfig(handlers=[lines], level=logging.INFO, format="%(message)s")
    logging.captureWarnings(True)
    bounds: Bounds = pickle.load(jobs)  # noqa: S301  # from the process that started this
    confine(bounds.memory)
    # Now, not when the clock of the first page runs; and not for who starts this.
    import newsarchive.extract.extraction  # noqa: F401

    sites: Sites = pickle.load(jobs)  # noqa: S301
    _send(answers, "ready")
    with suppress(EOFError, BrokenPipeError):
        while True:
            capture = Capture(*pickle.load(jobs))  # noqa: S301
            article = _read(capture, sites, bounds.seconds)
            _send(answers, (article, capture.content_digest, lines.taken()))


def _read(capture: Capture, sites: Sites, seconds: float) -> Article | None:
    from newsarchive.reading import read

    if seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return read(capture, sites)
    finally:
        faulthandler.cancel_dump_traceback_later()


class Lines(logging.Handler):
    """What is logged, as text: for the log of the process that gave the page."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append((record.name, record.levelno, self.format(record)))

    def taken(self) -> list[tuple[str, int, str]]:
        """Name of the logger, level and text of each line since the last call."""
        taken, self._lines = self._lines, []
        return taken


def confine(memory: int) -> None:
    """No more memory than that many bytes, where the system can hold us to it; and where the machine's runs
    out all the same, this process goes before the crawl does. Both are so on Linux."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        if memory:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")
