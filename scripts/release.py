#!/usr/bin/env python3
"""Compare with an earlier version, prepare the next one, make its archive. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("release"))
