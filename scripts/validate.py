#!/usr/bin/env python3
"""Check the records, the tables and the package. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("validate"))
