"""Rule on stability: what was published once stays findable."""

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

from .context import Package, at
from .registry import rule


@rule("P003", "error", "package")
def stable_identifiers(package: Package) -> Iterator[Problem]:
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
    if package.tables is None:
        return
    corpus, tables, gone = package.corpus, lasting(package.corpus), retired(package.corpus)
    now = {name: rows_now(package.tables[name]) for name in tables if name in package.tables}
    standing = {name: {identifier(key) for key in rows} for name, rows in now.items()}
    for record in corpus.of("retired"):
        key, kind, other = (record.get(name) for name in ("retired_id", "kind", "replaced_by"))
        present = standing.get(kind, set())
        if key in present:
            hint = "Give the record an identifier that was never used, or delete this entry if it was never retired."
            yield at(record, "retired_id", f"{key} is retired, but still stands in {kind}.", hint=hint)
        if other and other not in present and (kind, other) not in gone:
            hint = nearest(other, present) or "Name the record that stands for it now, or leave the field out."
            yield at(record, "replaced_by", f"There is no {other} in {kind} to replace it.", hint=hint)
    version = last_version(corpus.root)
    if version is None:
        return
    schemas = corpus.schemas.tables
    try:
        files = files_of(corpus.root, version.tag, ":(glob)data/**/*.csv")
    except NoHistory:
        return
    before = {name: rows_of(files.get(schemas[name].table["path"], b""), schemas[name]) for name in now}
    for table, key in vanished(tables, before, now, gone):
        message = f"{key} stood in {table} in version {version} and is gone."
        entry = f"retired_id: {key}, kind: {table}, a reason, and the version that will lack it"
        hint = f"Restore the record, or add an entry: {entry}."
        yield Problem(message, "data/records/retired.yaml", record=key, hint=hint)
