#!/usr/bin/env python3
"""Cut a document into passages and propose records, for a person to correct. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("new_source"))
