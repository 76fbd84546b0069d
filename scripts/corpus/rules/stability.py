"""Stage package: what was published once stays findable."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.release.versions import (
    NoHistory,
    files_of,
    identifier,
    last_version,
    lasting,
    retired,
    rows_now,
    rows_of,
    vanished,
)
from dpcheck.problem import Problem, nearest

from .context import Context, at
from .registry import rule


@rule("P003", "error", "package")
def stable_identifiers(ctx: Context) -> Iterator[Problem]:
    """A published identifier stays, or is retired with a reason, and a retired one is never used again.

    Others cite identifiers, link to their pages and join by them. So each identifier of the last
    tagged version still stands in its table, or has an entry in `data/records/retired.yaml` that
    says why it went and, where there is one, what stands for it now. Without git or tags the
    comparison is not made; what `retired.yaml` says is checked all the same.

    **Bad:** the record of `hdim2006-r092` is deleted, or its identifier changed, and nothing says so.

    **Good:** the record is deleted, and `retired.yaml` has

    ```yaml
    - retired_id: hdim2006-r092
      kind: recommendations
      replaced_by: hdim2006-r093
      reason: Two parts of one request had been coded apart.
      version: 1.1.0
    ```
    """
    if ctx.tables is None:
        return
    corpus, tables = ctx.corpus, lasting(ctx.corpus)
    now = {name: rows_now(ctx.tables[name]) for name in tables if name in ctx.tables}
    standing = {name: {identifier(key) for key in rows} for name, rows in now.items()}
    for record in corpus.of("retired"):
        here = standing.get(record.get("kind"), set())
        if record.get("retired_id") in here:
            yield at(
                record,
                "retired_id",
                message=f"{record.get('retired_id')} is retired, but still stands in {record.get('kind')}.",
                hint="Give the record an identifier that was never used, or delete this entry if it was never retired.",
            )
        if record.get("replaced_by") and record.get("replaced_by") not in here | {
            k for t, k in retired(corpus) if t == record.get("kind")
        }:
            yield at(
                record,
                "replaced_by",
                message=f"There is no {record.get('replaced_by')} in {record.get('kind')} to replace it.",
                hint=nearest(record.get("replaced_by"), here)
                or "Name the record that stands for it now, or leave the field out.",
            )
    version = last_version(corpus.root)
    if version is None:
        return
    schemas = corpus.schemas.tables
    try:
        files = files_of(corpus.root, version.tag, ":(glob)data/**/*.csv")
    except NoHistory:
        return
    before = {name: rows_of(files.get(schemas[name].table["path"], b""), schemas[name]) for name in now}
    for table, key in vanished(tables, before, now, retired(corpus)):
        yield Problem(
            f"{key} stood in {table} in version {version} and is gone.",
            "data/records/retired.yaml",
            None,
            record=key,
            hint=f"Restore the record, or add an entry: retired_id: {key}, kind: {table}, a reason, and the version "
            "that will lack it.",
        )
