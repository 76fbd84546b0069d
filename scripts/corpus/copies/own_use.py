"""Keeps files with words of a document, which are for the reader's own use, out of repositories of this kind."""

import os
from pathlib import Path

NOTICE = (
    "For your own use. The column wording quotes documents whose rights belong to others (column rights_holder); "
    "the licence of this package does not cover it. Do not publish it. Skip this line when you read the table."
)


def repository(path: Path, root: Path) -> Path | None:
    """The repository of this kind that contains a path (links resolved), or None."""
    real = path.resolve()
    for folder in (real, *real.parents):
        if folder == root.resolve() or ((folder / "data" / "records").is_dir() and (folder / "schemas").is_dir()):
            return folder
    return None


def where_output_goes() -> Path | None:
    """The file to which standard output is redirected, if the system shows it; None on a terminal or a pipe."""
    try:
        target = Path(os.path.realpath("/dev/fd/1"))
        return target if target.is_file() else None
    except OSError:
        return None
