"""Helpers for commands: arguments, progress and the standard streams. Knows no command."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import IO, Any


class CannotRun(Exception):
    """The request cannot be carried out; the text gives the reason in one line."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports errors in one line."""

    def error(self, message: str) -> Any:
        self.exit(2, f"{self.prog.removesuffix('.py')}: {message} (try {self.prog} --help)\n")


class Progress:
    """A progress line on standard error, if it is a terminal and the work takes longer than two seconds."""

    def __init__(self, what: str):
        self.what, self.began, self.shown = what, time.monotonic(), False

    def __call__(self, detail: object = "") -> None:
        if sys.stderr.isatty() and time.monotonic() - self.began > 2:
            print(f"\r{self.what} {detail!s:.60}\x1b[K", end="", file=sys.stderr, flush=True)
            self.shown = True

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.done()

    def done(self) -> None:
        """Clear the line."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def wants_colour(stream: IO[str]) -> bool:
    """Colour only on a terminal, and never where NO_COLOR is set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def utf8_output() -> None:
    """Set the standard streams to UTF-8 with LF, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def guarded(name: str, work: Callable[[], int]) -> int:
    """Run a command and return its exit code; errors are printed in one line, without a traceback."""
    try:
        try:
            return work()
        finally:
            sys.stdout.flush()  # here, because a closed pipe cannot be caught when the interpreter exits
    except BrokenPipeError:  # the reader has closed the pipe: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(f"{name}: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        told = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
        print(f"{name}: {' '.join(told.split())}", file=sys.stderr)
    except CannotRun as error:
        print(f"{name}: {error}", file=sys.stderr)
    return 2
