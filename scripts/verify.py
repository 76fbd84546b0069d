#!/usr/bin/env python3
"""Check every passage and span against your copies of the documents. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("verify"))
