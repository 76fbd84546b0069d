"""Lists all files for download: format, content, audience, and the module that makes each."""

import importlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from corpus.derive.built import package_files
from corpus.derive.tables import Table, write_all
from corpus.model.records import Corpus

from . import archive
from .material import Material


@dataclass(frozen=True)
class Download:
    """One file: its name (``*`` for the name of the package), media type, title, content and audience."""

    name: str
    media_type: str
    title: str
    about: str
    data: bool = True  # False if it only describes the data


# Each module of this package with the files it makes, and the library it needs beyond those of the validator.
FORMATS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
SUMS = Download(
    archive.SUMS, "text/plain", "Checksums", "The SHA-256 of each file. For verifying downloads.", data=False
)


def listed(package: str) -> list[Download]:
    """Every download of a package by its real name, checksums last."""
    downloads = [Download(**d) for f in FORMATS for d in f["files"]] + [SUMS]
    return [replace(d, name=d.name.replace("*", package)) for d in downloads]


def data_files(m: Material) -> list[Download]:
    """The downloads that hold the data, not those that describe it."""
    return [d for d in listed(m.name) if d.data]


def make_all(m: Material) -> tuple[dict[str, bytes], dict[str, str]]:
    """All downloads by name, and those left out with the reason.

    A format is left out only if its library is not installed; any other failure is raised.
    """
    left_out: dict[str, str] = {}
    for format in FORMATS:
        names = [d["name"].replace("*", m.name) for d in format["files"]]
        try:
            module = importlib.import_module(f".{format['module']}", __package__)
        except ModuleNotFoundError as error:
            if error.name is None or error.name != format.get("library"):
                raise
            left_out |= dict.fromkeys(names, f"the Python package {error.name} is not installed")
            continue
        made = module.files(m)
        if set(made) != set(names):
            raise ValueError(f"export {format['module']} made {sorted(made)}, which is not what downloads.yaml lists")
        m.downloads |= made
    m.downloads[SUMS.name] = archive.checksums(m.downloads)
    return m.downloads, left_out


def material(corpus: Corpus, tables: dict[str, Table], built: dict[str, bytes] | None = None) -> Material:
    """The material for the exports, with the texts in the repository beside the data."""
    root = corpus.root
    beside = {name: (root / name).read_bytes() for name in archive.BESIDE if (root / name).is_file()}
    return Material(corpus, tables, built if built is not None else package_files(corpus, tables), beside)


def write_downloads(m: Material) -> tuple[list[Path], dict[str, str]]:
    """Write all files of build/downloads/, or none, and remove old files that are no longer made."""
    files, left_out = make_all(m)
    folder = m.corpus.root / "build" / "downloads"
    write_all({folder / name: data for name, data in files.items()})
    for path in folder.iterdir():
        if path.is_file() and path.name not in files:
            path.unlink()
    return [folder / name for name in files], left_out
