#!/usr/bin/env python3
"""A kit for human experts: draw records to code and judge, read the answers back. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("review"))
