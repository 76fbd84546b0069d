"""Write the table of recommendations with the original wording beside ours, from your own copies of the documents."""

import argparse
import csv
import io
import sys
from pathlib import Path
from typing import Any

from corpus.copies.matching import SUFFIXES
from corpus.copies.own_use import NOTICE, repository, where_output_goes
from corpus.copies.wording import Wording
from corpus.derive.tables import Table, build_tables, cell, write_all
from corpus.model.records import LIST_SEPARATOR, Corpus, Record

from .cli import CannotRun, check_named
from .documents import own_copies, own_words
from .sound import read_sound

ADDED = ("wording", "wording_status", "wording_page", "rendition", "rights_holder")


def main(args: argparse.Namespace) -> int:
    if args.out is not None and str(args.out) == "-":
        args.out = None
    target = args.out or where_output_goes()
    if target is not None and (inside := repository(target, args.root)):
        raise CannotRun(
            f"the words of documents may not be published: {target} is in the repository {inside}. "
            "Choose a place outside it."
        )
    if args.out is not None:
        _check_target(args.out, args.documents)
    corpus = read_sound(args.root)
    table = build_tables(corpus)["recommendations"]
    everything = rows = [(r.record, r.cells) for r in table.rows]
    for condition in args.where:
        chosen = {r.id for r, _ in _chosen(corpus, table, everything, condition)}
        rows = [(r, c) for r, c in rows if r.id in chosen]
    if not rows:
        print("no row meets all conditions together", file=sys.stderr)
    copies = own_copies(corpus, args.documents, sys.stderr)
    found = own_words(corpus, copies)
    data = _csv(corpus, table, rows, found)
    if args.out is None:
        print(data, end="")
    else:
        write_all({args.out: data.encode("utf-8")})
        print(f"written: {args.out}; rows: {len(rows)}. {NOTICE.split('. ')[0]}: see its first line.")
    absent = sorted({r.get("source") for r, _ in rows} - copies.keys())
    if absent:
        print(f"no copy was found of: {', '.join(absent)}; their rows have no wording", file=sys.stderr)
    return 0


def _check_target(out: Path, documents: Path) -> None:
    if out.suffix.lower() in (".xlsx", ".xls", ".ods", ".json"):
        raise CannotRun(f"{out}: the output is CSV, which spreadsheets open; name it {out.stem}.csv")
    if out.is_dir():
        raise CannotRun(f"{out} is a folder; give a file")
    real = out.resolve()
    if real.exists() and not real.is_file():
        raise CannotRun(f"{out} is a device or a pipe; give a file, or leave out --out to write to the screen")
    if not real.parent.is_dir():
        raise CannotRun(f"there is no folder {out.parent}")
    copies = [documents] if documents.is_file() else documents.rglob("*")
    if any(p.resolve() == real for p in copies if p.suffix.lower() in SUFFIXES):
        raise CannotRun(f"{out} is one of your documents; it was not changed")


def _chosen(
    corpus: Corpus, table: Table, rows: list[tuple[Record, dict[str, Any]]], condition: str
) -> list[tuple[Record, dict[str, Any]]]:
    """The rows for which ``FIELD=VALUE`` is true: the value is the cell, one of its labels, or a code in the record."""
    name, equals, value = (part.strip() for part in condition.partition("="))
    lists = [f.name for f in corpus.schemas.kinds["recommendation"].fields if f.is_list]
    names = list(dict.fromkeys([*(c.name for c in table.columns), *lists]))
    if not (name and equals and value):
        raise CannotRun(f"--where {condition}: write FIELD=VALUE, for example theme=return")
    check_named(name, names, f"--where {condition}: there is no field {name}.", "See scripts/quote.py --help.")

    def values(record: Record, cells: dict[str, Any]) -> set[str]:
        texts = [cell(cells[c.name]) for c in table.columns if name in (c.name, c.of.name)]
        listed = record.get(name) if isinstance(record.get(name), list) else []
        listed = [v for v in listed if not isinstance(v, dict)]
        parts = LIST_SEPARATOR.join(texts).split(LIST_SEPARATOR)
        return {v.casefold() for v in (*texts, *parts, *map(str, listed)) if v}

    chosen = [(r, c) for r, c in rows if value.casefold() in values(r, c)]
    if not chosen and rows:
        there = {v for r, c in rows for v in values(r, c)}
        check_named(value.casefold(), there, f"--where {condition}: no row has it.")
    return chosen


def _csv(corpus: Corpus, table: Table, rows: list[tuple[Record, dict[str, Any]]], found: dict[str, Wording]) -> str:
    """The notice, a header and the rows. A wording begins with a letter or digit and cannot be a formula."""
    names = [c.name for c in table.columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([NOTICE])
    writer.writerow([*names, *ADDED])
    for record, cells in rows:
        w = found.get(record.id)
        source = corpus.find("sources", record.get("source"))
        added = (w.text, w.status, w.page, _no_formula(w.rendition)) if w else (None, None, None, None)
        holder = source.get("rights_holder") if source else None
        writer.writerow([cell(x) for x in (*map(cells.get, names), *added, holder)])
    return out.getvalue()


def _no_formula(name: str) -> str:
    """The name of a file, made safe because a spreadsheet could read a hostile name as a formula."""
    return f"./{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name
