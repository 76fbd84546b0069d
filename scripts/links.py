#!/usr/bin/env python3
"""Ask every address in records and pages whether it still answers. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("links"))
