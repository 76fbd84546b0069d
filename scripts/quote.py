#!/usr/bin/env python3
"""Make the table with the original wording beside ours, for your own use. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("quote"))
