"""The kinds of faults, last part: what no rule can see, and tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from corpus.model.records import Corpus

from .kinds import at_some, kind
from .kinds_between import corpus
from .kinds_fields import full_dates
from .places import (
    Fault,
    Site,
    misspelt,
    prose,
    put,
    sites,
    text_of,
)

# What no rule can see: it is possible, and only the document or the facts say that it is wrong.


def unseen(
    name: str, told: str, places: Callable[[Corpus], list], make: Callable[[Site, random.Random], Fault | None]
) -> None:
    kind(name, told, places, apart=False)(make)


def other_code(site: Site, rng: random.Random) -> Fault | None:
    codes = [c for c in corpus().vocabularies[site.field.vocabulary] if c != str(site.value)]
    return put(site, rng.choice(codes)) if codes else None


def other_key(site: Site, rng: random.Random) -> Fault | None:
    return put(site, rng.choice([k for k in corpus().index(site.field.references) if k != site.value]))


def codes_of(name: str) -> Callable[[Corpus], list[Site]]:
    return lambda c: sites(
        c, lambda s: s.name == name and not isinstance(s.value, list) and s.record.kind.name == "recommendation"
    )


unseen(
    "other-year",
    "A date has a wrong but possible year.",
    full_dates,
    lambda s, r: put(s, f'"{int(s.value[:4]) + r.choice([-2, -1, 1])}-{s.value[5:7]}-{min(28, int(s.value[8:])):02}"'),
)
unseen(
    "other-day",
    "A date has a wrong but possible day.",
    full_dates,
    lambda s, r: put(s, f'"{s.value[:8]}{r.choice([d for d in range(1, 29) if d != int(s.value[8:])]):02}"'),
)
unseen(
    "other-actor",
    "Another actor is in a list.",
    lambda c: sites(
        c,
        lambda s: (
            s.name in ("made_by", "addressed_to")
            and not isinstance(s.value, list)
            and s.record.kind.name == "recommendation"
        ),
    ),
    other_key,
)
unseen("other-theme", "Another theme is in a list.", codes_of("themes"), other_code)
unseen("other-action", "A recommendation has another action.", codes_of("type_of_action"), other_code)
unseen("other-strength", "A recommendation has another strength.", codes_of("wording_strength"), other_code)
unseen("other-specificity", "A recommendation has another specificity.", codes_of("specificity"), other_code)
unseen(
    "other-type",
    "A passage that is not a recommendation has another type.",
    lambda c: sites(
        c, lambda s: s.name == "passage_type" and s.value != "recommendation" and s.record.kind.name == "passage"
    ),
    lambda s, r: put(
        s, r.choice([c for c in corpus().vocabularies["passage-type"] if c not in (s.value, "recommendation")])
    ),
)
unseen(
    "other-instrument",
    "A citation names another instrument.",
    text_of("instrument_id", kinds=("passage", "recommendation")),
    other_key,
)
unseen(
    "word-misspelt",
    "A word of a statement, note or name is misspelt.",
    prose,
    lambda s, r: (new := misspelt(s.written, r)) and put(s, new),
)
unseen(
    "not-dropped",
    "A statement has lost a word.",
    text_of("in_our_words"),
    lambda s, r: put(s, s.written.replace(" " + r.choice(list(s.written.split()[2:-1])) + " ", " ", 1)),
)
unseen(
    "span-shifted",
    "A span is a little shorter than the words of its request.",
    text_of("span_length"),
    lambda s, r: put(s, str(s.value - r.randint(1, 5))) if s.value > 10 else None,
)
unseen(
    "digit-of-hash",
    "A digit of a fingerprint is wrong.",
    text_of("fingerprint", "anchor", "span_fingerprint"),
    lambda s, r: put(s, '"' + at_some(str(s.value), r, str.isdigit, lambda c: str((int(c) + 1) % 10)) + '"'),
)
unseen(
    "other-place",
    "A location in words has a wrong number.",
    text_of("place"),
    lambda s, r: (
        put(s, at_some(s.written, r, str.isdigit, lambda c: str((int(c) + r.randint(1, 8)) % 10)))
        if any(map(str.isdigit, s.written))
        else None
    ),
)
unseen(
    "other-country",
    "A record has another country.",
    text_of("country"),
    lambda s, r: put(s, r.choice([c for c in ("AT", "PL", "CH", "SE", "FR") if c != s.value])),
)
unseen(
    "other-address",
    "A web address leads elsewhere.",
    text_of("address", "website"),
    lambda s, r: put(s, s.written + "x") if not s.written.endswith('"') else None,
)
unseen(
    "keyword-gone",
    "A keyword is missing.",
    lambda c: sites(
        c,
        lambda s: (
            s.name == "keywords"
            and isinstance(s.value, list)
            and len(s.value) > 4
            and s.record.kind.name == "recommendation"
        ),
    ),
    lambda s, r: put(s, "[" + ", ".join(s.value[1:]) + "]"),
)
unseen(
    "other-verdict",
    "A reading has another verdict.",
    text_of("verdict"),
    lambda s, r: put(s, r.choice([v for v in s.field.definition.get("enum", []) if v != s.value] or ["adds"])),
)
unseen(
    "other-coding",
    "A published code of a coder is not the one the coder chose.",
    lambda c: sites(
        c, lambda s: s.record.kind.name == "coding" and bool(s.field.vocabulary) and not isinstance(s.value, list)
    ),
    other_code,
)


# Tables: built, so whatever differs from what the records say is seen


def tables(c: Corpus) -> list[Path]:
    return sorted([*(c.root / "data").glob("*.csv"), *(c.root / "data").glob("[!r]*/*.csv")])


def table_kind(
    name: str,
    told: str,
    edit: Callable[[list[str], int, random.Random], list[str] | None],
    places: Callable[[Corpus], list[Path]] = tables,
) -> None:
    def make(path: Path, rng: random.Random) -> Fault | None:
        lines = path.read_text(encoding="utf-8").split("\n")
        if len(lines) < 3:
            return None
        n = rng.randrange(2, len(lines))
        new = edit(list(lines), n, rng)
        if new is None or new == lines:
            return None
        shown = path.relative_to(corpus().root).as_posix()
        line = next((k for k, (a, b) in enumerate(zip(lines, new), 1) if a != b), min(len(lines), len(new)))
        return Fault({shown: "\n".join(new).encode("utf-8")}, {shown: {line}})

    kind(f"table-{name}", told, places)(make)


table_kind(
    "cell",
    "A letter of a cell of a table is changed.",
    lambda x, n, r: [*x[: n - 1], at_some(x[n - 1], r, str.isalpha, lambda c: "q" if c != "q" else "z"), *x[n:]],
)
table_kind("row-gone", "A row of a table is deleted.", lambda x, n, r: [*x[: n - 1], *x[n:]])
table_kind("row-twice", "A row of a table appears twice.", lambda x, n, r: [*x[:n], x[n - 1], *x[n:]])
table_kind(
    "rows-sorted",
    "Two rows of a table have changed places.",
    lambda x, n, r: [*x[: n - 1], x[n], x[n - 1], *x[n + 1 :]] if n < len(x) - 1 else None,
)
table_kind(
    "column-renamed", "A column of a table has another name.", lambda x, n, r: [x[0].replace("_", " ", 1), *x[1:]]
)
table_kind("delimiter", "A table is saved with semicolons.", lambda x, n, r: [line.replace(",", ";") for line in x])
table_kind("crlf", "A table is saved with the line ends of Windows.", lambda x, n, r: "\r\n".join(x).split("\n"))
table_kind("mark", "A table is saved with a byte order mark.", lambda x, n, r: ["\ufeff" + x[0], *x[1:]])
table_kind("quote", "A quotation mark is in a cell of a table.", lambda x, n, r: [*x[: n - 1], '"' + x[n - 1], *x[n:]])
table_kind("cut-off", "A table is cut off.", lambda x, n, r: x[: n - 1])
table_kind("no-end", "The last line of a table has no end.", lambda x, n, r: x[:-1])
table_kind(
    "descriptor",
    "A line of datapackage.json is changed.",
    lambda x, n, r: [*x[: n - 1], at_some(x[n - 1], r, str.isalpha, lambda c: "q" if c != "q" else "z"), *x[n:]],
    lambda c: [c.root / "datapackage.json"] * 40,
)


@kind("table-gone", "A table is deleted.", tables)
def table_gone(path: Path, rng: random.Random) -> Fault | None:
    shown = path.relative_to(corpus().root).as_posix()
    return Fault({shown: None}, {shown: {0}})


@kind("table-stray", "There is a table that the build does not produce.", tables)
def table_stray(path: Path, rng: random.Random) -> Fault | None:
    shown = (
        path.with_name(path.stem + rng.choice(["_old", "-copy", " (1)"]) + ".csv").relative_to(corpus().root).as_posix()
    )
    return Fault({shown: path.read_bytes()}, {shown: {0}})
