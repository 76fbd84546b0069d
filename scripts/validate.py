#!/usr/bin/env python3
"""Check the records, the tables and the package. See --help."""

import sys

from corpus.commands.cli import run

if __name__ == "__main__":
    sys.exit(run("validate"))
