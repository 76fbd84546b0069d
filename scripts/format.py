#!/usr/bin/env python3
"""Bring record files into the layout of the house. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("format"))
