"""The recipe for Frictionless on the page "Get the data" runs as it stands there and counts what the CSV has."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from common import Truth, distinct_by_theme, main, recipes, same_counts


def problems(folder: Path) -> Iterator[str]:
    with (folder / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        want = distinct_by_theme(csv.DictReader(file))
    truth, before, said = Truth(folder), Path.cwd(), io.StringIO()
    [code] = recipes("Frictionless")
    with truth.unpacked() as place:
        os.chdir(Path(place) / truth.name)
        try:
            with contextlib.redirect_stdout(said):
                exec(compile(code, "recipe", "exec"), {})  # our own words, from the page beside
        finally:
            os.chdir(before)
    yield from same_counts("Frictionless", dict(ast.literal_eval(said.getvalue())), want)


if __name__ == "__main__":
    main(problems)
