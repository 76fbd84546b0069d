#!/usr/bin/env python3
"""Measure how far the two codings agree. See --help."""

from corpus.commands.cli import run

if __name__ == "__main__":
    raise SystemExit(run("reliability"))
