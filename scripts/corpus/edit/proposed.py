"""Composes the records of proposed requests, for a whole document or a single request; must not know
where proposals come from, nor write files."""

import re
from typing import Any

from anchoring.normalise import Normalised
from anchoring.span_fields import span_fields, spare_words
from corpus.model.codebook import STATEMENT_WORDS
from corpus.model.records import Corpus
from proposals.codes import Coded
from proposals.drafter import Draft

NOTE = "Proposed by a command; nobody has read it against the document yet."
FILLERS = ("recommendation", "request", "to be chosen")  # a record has at least three keywords


def to_be_stated(key: str) -> str:
    """The placeholder for a statement until a person has written it."""
    return f"State the request {key} here in {STATEMENT_WORDS} words of our own, to be understood without the document."


def proposed_record(corpus: Corpus, key: str, coded: Coded, **given: Any) -> dict[str, Any]:
    """A proposed recommendation, its fields in the order of the schema; ``given`` are those that are not codes."""
    few = [w for w in FILLERS if w not in coded.keywords][: max(0, 3 - len(coded.keywords))]
    forms = corpus.vocabularies.get("form", {})
    form = given.pop("form", "recommendation")
    values: dict[str, Any] = {
        "recommendation_id": key,
        "addressed_to": coded.addressed_to,
        "addressee_basis": coded.addressee_basis,
        "in_our_words": to_be_stated(key),
        "wording_strength": coded.strength.code,
        "themes": [coded.themes[0].code],
        "people_concerned": coded.people_concerned,
        "exploitation_type": coded.exploitation_type,
        "keywords": sorted([*coded.keywords, *few], key=str.casefold),
        "form": form if form in forms else next(iter(forms), form),
        "review_status": "proposed",
        "coding_note": NOTE,
    } | given
    order = [f.name for f in corpus.schemas.kinds["recommendation"].fields]
    return {name: values[name] for name in order if values.get(name) not in (None, [])}


def draft_records(corpus: Corpus, source: str, draft: Draft) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """The records of the requests of a draft, and the reasons for each."""
    keys = {id(r): f"{source}-r{n:03}" for n, r in enumerate(draft.requests, 1)}
    records = [
        proposed_record(
            corpus,
            keys[id(r)],
            r.coded,
            made_by=r.made_by,
            passage=r.passage,
            place=r.place,
            form=r.form,
            part_of=keys[id(r.parent)] if r.parent else None,
            citations=citations(draft.text, r.start, r.length, r.coded),
            **span_fields(draft.text, r.start, r.length),
        )
        for r in draft.requests
    ]
    spare_words(records, len(draft.text))
    records = [{k: v for k, v in r.items() if v is not None} for r in records]
    return records, {keys[id(r)]: r.reasons for r in draft.requests}


def citations(text: Normalised, start: int, length: int, coded: Coded) -> list[dict[str, str]]:
    """The instruments that a request cites, and how it cites them."""
    words = text.original(start, length)
    relation = "in-line-with"
    if re.search(r"\b(?:ratif|sign\b|acced)", words, re.IGNORECASE):
        relation = "ratify"
    elif re.search(r"\b(?:implement|carry out|apply)", words, re.IGNORECASE):
        relation = "implement"
    return [{"instrument_id": i, "relation": relation, "as_printed": name} for i, name in coded.instruments]
