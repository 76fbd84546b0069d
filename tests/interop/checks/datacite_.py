"""DataCite's JSON Schema 4.5, as the package datacite applies it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from common import main
from datacite import schema45


def problems(folder: Path) -> Iterator[str]:
    document = json.loads((folder / "datacite.json").read_text(encoding="utf-8"))
    for error in schema45.validator.iter_errors(document):
        yield f"{'/'.join(map(str, error.path))}: {error.message[:300]}"


if __name__ == "__main__":
    main(problems)
