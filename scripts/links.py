#!/usr/bin/env python3
"""Ask every address in records and pages whether it still answers. See --help."""

import sys

from corpus.commands.cli import run

if __name__ == "__main__":
    sys.exit(run("links"))
