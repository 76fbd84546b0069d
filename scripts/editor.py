#!/usr/bin/env python3
"""Write what an editor needs to complete and check records. See --help."""

import sys

from corpus.commands.cli import run

if __name__ == "__main__":
    sys.exit(run("editor"))
