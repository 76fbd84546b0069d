"""The records as plain values for the proposals; knows both sides, and must not know documents."""

from collections.abc import Iterable

from corpus.model.records import Corpus, Record
from proposals.known import Actor, Instrument, Known, Meeting, Published, Term

NEAR = ("exactMatch", "closeMatch", "narrowMatch")  # crosswalks whose labels describe the term itself


def known(corpus: Corpus) -> Known:
    """The values that the proposals use, from the records of a corpus."""
    texts = (*corpus.of("passage"), *corpus.of("recommendation"))
    named, cited = _printed(texts, "names", "actor_id"), _printed(texts, "citations", "instrument_id")
    return Known(
        tuple(
            Actor(a.id, _values(a, "name", "label", "abbreviation"), named.get(a.id, ())) for a in corpus.of("actor")
        ),
        {v: {code: _term(t) for code, t in terms.items()} for v, terms in corpus.vocabularies.items()},
        tuple(
            Instrument(i.id, _values(i, "title", "short_title"), i.get("symbol") or "", cited.get(i.id, ()))
            for i in corpus.of("instrument")
        ),
        tuple(
            Meeting(m.id, _values(m, "name", "short_name"), m.get("city") or "", str(m.get("date") or ""))
            for m in corpus.of("meeting")
        ),
        tuple(
            Published(
                r.id, r.get("source"), r.get("in_our_words"), *(tuple(r.items(f)) for f in ("keywords", "themes"))
            )
            for r in corpus.published
        ),
    )


def _values(record: Record, *names: str) -> tuple[str, ...]:
    return tuple(str(record.get(n)) for n in names if record.get(n))


def _term(term: Record) -> Term:
    alike = (m.get("label") for m in term.items("matches") if m.get("relation") in NEAR)
    return Term(f"{term.get('label')}", term.get("definition") or "", tuple(filter(None, alike)))


def _printed(texts: Iterable[Record], field: str, key: str) -> dict[str, tuple[str, ...]]:
    """Names as printed, by record, in the order of the documents."""
    out: dict[str, dict[str, None]] = {}
    for entry in (entry for r in texts for entry in r.items(field)):
        out.setdefault(entry[key], {})[entry["as_printed"]] = None
    return {record: tuple(names) for record, names in out.items()}
