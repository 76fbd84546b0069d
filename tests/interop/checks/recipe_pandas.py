"""The recipe for pandas on the page "Get the data" runs as it stands there and counts what the CSV has."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from common import Truth, distinct_by_theme, main, recipes, same_counts


def problems(folder: Path) -> Iterator[str]:
    want = distinct_by_theme(Truth(folder).tables["recommendations"])
    [code], said = recipes("pandas"), io.StringIO()
    os.chdir(folder)
    with contextlib.redirect_stdout(said):
        exec(compile(code, "recipe", "exec"), {})  # our own words, from the page beside
    lines = [line.rsplit(maxsplit=1) for line in said.getvalue().splitlines()]
    found = {line[0].strip(): int(line[1]) for line in lines if len(line) == 2 and line[1].isdigit()}
    yield from same_counts("pandas", found, want)


if __name__ == "__main__":
    main(problems)
