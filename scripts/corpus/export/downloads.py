"""All files for download, in one list: what each is, who would want it, which module makes it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from corpus.derive.built import package_files
from corpus.derive.tables import Table, write_all
from corpus.model.records import Corpus

from . import archive
from .material import MAIN, Material


@dataclass(frozen=True)
class Download:
    """One file: its name (``*`` stands for the name of the package), media type, title, and who would want it."""

    name: str
    media_type: str
    title: str
    wanted_by: str
    data: bool = True  # False where it only describes the data


@dataclass(frozen=True)
class Format:
    """A module of this package, the library it needs beyond those of the validator, and the files it makes."""

    module: str
    library: str | None
    made: tuple[Download, ...]


OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"

# In the order of the page "Get the data". Those that describe the other files come last.
FORMATS = (
    Format(
        "excel",
        "xlsxwriter",
        (
            Download(
                f"{MAIN}.xlsx",
                OFFICE,
                "Excel, for reading",
                "Readers who filter and print: the same table with labels for codes and every column explained.",
            ),
            Download(
                "*.xlsx",
                OFFICE,
                "Excel, all tables",
                "Those who look things up across tables in a spreadsheet: a sheet a table and a data dictionary.",
            ),
        ),
    ),
    Format(
        "table",
        None,
        (
            Download(
                f"{MAIN}.csv",
                "text/csv",
                "One table",
                "Most people, in any program: one row a recommendation, readable by itself.",
            ),
        ),
    ),
    Format(
        "archive",
        None,
        (
            Download(
                "*.zip",
                "application/zip",
                "The package",
                "Those who want everything as published: all CSVs, datapackage.json and csv-metadata.json (CSV "
                "on the Web), licences, checksums.",
            ),
        ),
    ),
    Format(
        "sqlite",
        None,
        (
            Download(
                "*.sqlite",
                "application/vnd.sqlite3",
                "SQLite",
                "Those who write SQL: keys, indexes, views with labels, full-text search.",
            ),
            Download(
                "*.datasette.json",
                "application/json",
                "Metadata for Datasette",
                "Those who publish the database with Datasette.",
                data=False,
            ),
        ),
    ),
    Format(
        "parquet",
        "pyarrow",
        (
            Download(
                f"{MAIN}.parquet",
                PARQUET,
                "Parquet, one table",
                "Users of Arrow, DuckDB, Polars or Spark: the same table with types.",
            ),
            Download(
                "*-parquet.zip",
                "application/zip",
                "Parquet, all tables",
                "The same people, for joins: a Parquet file a table.",
            ),
        ),
    ),
    Format(
        "nested",
        None,
        (
            Download(
                "*.json",
                "application/json",
                "JSON",
                "Programmers: everything in one file, with links nested in what they belong to.",
            ),
            Download(
                f"{MAIN}.ndjson",
                "application/x-ndjson",
                "NDJSON",
                "Those who stream or index: one recommendation a line, nested likewise.",
            ),
        ),
    ),
    Format(
        "skos",
        None,
        (
            Download(
                "vocabularies.ttl",
                "text/turtle",
                "Vocabularies, SKOS in Turtle",
                "Vocabulary editors and linked-data users: all codes, and their matches in other schemes.",
                data=False,
            ),
            Download(
                "vocabularies.jsonld",
                "application/ld+json",
                "Vocabularies, SKOS in JSON-LD",
                "The same graph, for programs that read JSON.",
                data=False,
            ),
        ),
    ),
    Format(
        "citation",
        None,
        (
            Download(
                "citation.bib",
                "application/x-bibtex",
                "Citation, BibTeX",
                "Authors who write in LaTeX and cite the data set.",
                data=False,
            ),
            Download(
                "citation.ris",
                "application/x-research-info-systems",
                "Citation, RIS",
                "Users of Zotero, EndNote or Mendeley who cite the data set.",
                data=False,
            ),
            Download(
                "citation.csl.json",
                "application/vnd.citationstyles.csl+json",
                "Citation, CSL-JSON",
                "Users of Zotero or Pandoc who cite the data set.",
                data=False,
            ),
            Download(
                "sources.bib",
                "application/x-bibtex",
                "The documents, BibTeX",
                "Authors who cite the documents themselves.",
                data=False,
            ),
            Download(
                "CITATION.cff",
                "application/yaml",
                "Citation, CFF",
                "Code forges and tools that read the Citation File Format.",
                data=False,
            ),
            Download(
                "datacite.json",
                "application/json",
                "DataCite",
                "Repositories that give the data set a DOI.",
                data=False,
            ),
        ),
    ),
    Format(
        "datasheet",
        None,
        (
            Download(
                "datasheet.txt",
                "text/plain",
                "Datasheet",
                "Whoever must judge whether the data fit a purpose: motivation, making, limits.",
                data=False,
            ),
        ),
    ),
    Format(
        "dcat",
        None,
        (
            Download(
                "dcat.ttl",
                "text/turtle",
                "DCAT-AP 3 in Turtle",
                "Keepers of open data portals who harvest a description of the data set.",
                data=False,
            ),
            Download(
                "dcat.jsonld",
                "application/ld+json",
                "DCAT-AP 3 in JSON-LD",
                "The same graph, for portals that read JSON.",
                data=False,
            ),
        ),
    ),
    Format(
        "schema_org",
        None,
        (
            Download(
                "schema-org.jsonld",
                "application/ld+json",
                "schema.org/Dataset",
                "Search engines for data, and those who publish a copy of the page.",
                data=False,
            ),
        ),
    ),
)
SUMS = Download(archive.SUMS, "text/plain", "Checksums", "Whoever checks that a download is complete.", data=False)


def named(name: str, package: str) -> str:
    """The file name of a download of this package."""
    return name.replace("*", package)


def listed(package: str) -> list[Download]:
    """Every download of a package by its real name, checksums last."""
    downloads = [d for f in FORMATS for d in f.made] + [SUMS]
    return [Download(named(d.name, package), d.media_type, d.title, d.wanted_by, d.data) for d in downloads]


def data_files(m: Material) -> list[Download]:
    """The downloads that hold the data, as opposed to those that describe them."""
    return [d for d in listed(m.name) if d.data]


def make_all(m: Material) -> tuple[dict[str, bytes], dict[str, str]]:
    """All downloads by name, and those left out with the reason.

    A format is left out only where its own library is not installed; any other failure is raised.
    """
    left_out: dict[str, str] = {}
    for format in FORMATS:
        try:
            module = importlib.import_module(f".{format.module}", __package__)
        except ModuleNotFoundError as error:
            if format.library is None or error.name != format.library:
                raise
            left_out |= {
                named(d.name, m.name): f"the Python package {format.library} is not installed" for d in format.made
            }
            continue
        made = module.files(m)
        if set(made) != {named(d.name, m.name) for d in format.made}:
            raise ValueError(f"export {format.module} made {sorted(made)}, which is not what downloads.py lists")
        m.downloads |= made
    m.downloads[SUMS.name] = archive.checksums(m.downloads)
    return m.downloads, left_out


def material(corpus: Corpus, tables: dict[str, Table], built: dict[str, bytes] | None = None) -> Material:
    """What the exports need, with the texts that stand in the repository beside the data."""
    root = corpus.root
    beside = {name: (root / name).read_bytes() for name in archive.BESIDE if (root / name).is_file()}
    return Material(corpus, tables, built if built is not None else package_files(corpus, tables), beside)


def write_downloads(m: Material) -> tuple[list[Path], dict[str, str]]:
    """Write build/downloads/, all or none, and remove what was there before and is made no more."""
    files, left_out = make_all(m)
    folder = m.corpus.root / "build" / "downloads"
    write_all({folder / name: data for name, data in files.items()})
    for path in folder.iterdir():
        if path.is_file() and path.name not in files:
            path.unlink()
    return [folder / name for name in files], left_out
