#!/usr/bin/env python3
"""Propose a recommendation that is missing, with its place in your copy. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("add"))
