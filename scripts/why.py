#!/usr/bin/env python3
"""Explain one row or one cell: what it means, where it comes from, how it is known. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("why"))
