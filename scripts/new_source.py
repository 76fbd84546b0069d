#!/usr/bin/env python3
"""Cut a document into passages and propose records, for a person to correct. See --help."""

import sys

from corpus.commands.cli import run

if __name__ == "__main__":
    sys.exit(run("new_source"))
