"""Stage frictionless: what the reference validator of Data Packages says, in our words and places."""

from __future__ import annotations

from collections.abc import Iterator

from . import Context, Finding, rule


@rule("F001", "error", "frictionless")
def frictionless_valid(ctx: Context) -> Iterator[Finding]:
    """The package is valid for frictionless, the reference validator.

    It runs with `--frictionless` only, because it takes longer than all other rules together;
    `make`, the tests and CI always run it.

    **Bad:** a row of `citations.csv` whose instrument is in no row of `instruments.csv`.

    **Good:** a record for the instrument.
    """
    if not ctx.reference or not ctx.clean:  # what is not sound or not fresh has been said already
        return
    from frictionless import FrictionlessException, Package  # half a second: only when asked for

    root = ctx.corpus.root
    if not (root / "datapackage.json").is_file():
        return  # P001 says so
    try:
        report = Package(str(root / "datapackage.json")).validate(limit_errors=1_000_000)
    except FrictionlessException as error:
        yield Finding(f"frictionless: {error.error.note}", "datapackage.json", None, actual=error.error.type)
        return
    for error in report.errors:
        yield Finding(f"frictionless: {error.note or error.message}", "datapackage.json", None, actual=error.type)
    for task in report.tasks:
        table = next((t for t in (ctx.tables or {}).values() if t.path == task.place), None)
        for error in task.errors:
            number = getattr(error, "row_number", None)  # of the record; the header is 1
            row = number - 1 if number else None
            origin, record = None, None
            if table is not None and row and 1 <= row <= len(table.rows):
                source = table.rows[row - 1]
                mark = source.record.mark(*source.path)
                origin, record = f"The row comes from {source.record.file.path}:{mark.line}.", source.record.id
            yield Finding(
                f"frictionless: {error.note}",
                task.place,
                number,
                None,
                getattr(error, "field_name", None),
                record,
                row,
                actual=getattr(error, "cell", None) or error.type,
                hint=origin,
            )
