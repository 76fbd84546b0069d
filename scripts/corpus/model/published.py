"""The identifiers of every released version, kept in a file and independent of tags or history of git."""

from collections.abc import Iterable

from .records import Corpus, Record

PUBLISHED = "data/records/published.txt"  # one line each: the first version with it, its table, the identifier

Identifier = tuple[str, str]  # table and identifier; for a term, vocabulary/code


def published_in(text: str) -> dict[Identifier, str]:
    """The first version of each identifier. Raises ValueError if a line does not have three words."""
    lines = [(n, line.split()) for n, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    for n, words in lines:
        if len(words) != 3:
            raise ValueError(f"{PUBLISHED}:{n}: a line has a version, a table and an identifier")
    return {(table, key): version for _, (version, table, key) in lines}


def published(corpus: Corpus) -> dict[Identifier, str]:
    """The same for a corpus; {} before the first release."""
    text = next((f.data.decode("utf-8", "replace") for f in corpus.files if f.path == PUBLISHED), "")
    return published_in(text)


def with_version(text: str, version: str, identifiers: Iterable[Identifier]) -> str:
    """The text of the file, with the identifiers that are new in a version."""
    known = published_in(text)
    head = "# Every identifier that was published, and the first version with it: written by scripts/release.py.\n"
    return (text or head) + "".join(f"{version} {t} {key}\n" for t, key in sorted(set(identifiers) - known.keys()))


def retired(corpus: Corpus) -> dict[Identifier, Record]:
    """The entries of retired identifiers."""
    return {(r.get("kind"), r.get("retired_id")): r for r in corpus.of("retired")}


def gone(corpus: Corpus) -> dict[Identifier, str]:
    """Published identifiers, with their version, that have no record and are not retired."""
    explained, lost = retired(corpus), {}
    for (table, key), version in published(corpus).items():
        if table not in corpus.schemas.kind_of_table:  # the table itself was removed
            continue
        record = corpus.find(table, key)
        if (record is None or record.proposed) and (table, key) not in explained:
            lost[table, key] = version
    return lost


def gaps(corpus: Corpus, source: str) -> list[str]:
    """Identifiers of passages that are missing in the numbering of a source, and neither published nor retired."""
    names = {p.id for p in corpus.of_source("passage", source)}
    numbers = [int(n) for name in names if (n := name.rpartition("-p")[2]).isdecimal()]
    known = names | {key for _, key in published(corpus)} | {r.get("retired_id") for r in corpus.of("retired")}
    return [k for n in range(1, max(numbers, default=0)) if (k := f"{source}-p{n:03}") not in known]
