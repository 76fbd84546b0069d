#!/usr/bin/env python3
"""Write what an editor needs to complete and check records. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("editor"))
