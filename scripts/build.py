#!/usr/bin/env python3
"""Build the tables and datapackage.json from the records. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("build"))
