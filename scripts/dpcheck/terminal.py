"""What commands share: arguments, progress and the standard streams. Knows no command."""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import IO, Any


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> Any:
        self.exit(2, f"{self.prog.removesuffix('.py')}: {message} (try {self.prog} --help)\n")


class Progress:
    """One line on a terminal's standard error once something takes longer than two seconds."""

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
    """Make the standard streams UTF-8 with LF, whatever the machine's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
