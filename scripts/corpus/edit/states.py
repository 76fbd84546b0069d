"""The record of a State, made when a document first names it; must not know documents, nor write files."""

from collections.abc import Iterable

from corpus.derive.examples import modeline
from corpus.model.countries import country_of, english_name, identifier_of
from corpus.model.records import Corpus
from proposals.known import Actor

from .update import scalar


def new_states(corpus: Corpus, names: Iterable[str]) -> dict[str, Actor]:
    """The States among these names that have no record yet, each with its English name, by their codes."""
    if "state" not in corpus.vocabularies.get("actor-type", {}):
        return {}
    taken = {a.get("country") for a in corpus.of("actor") if a.get("actor_type") == "state"}
    used: dict[str, list[str]] = {}
    for name in names:
        if (code := country_of(name)) and code not in taken:
            used.setdefault(code, [english_name(code)]).append(name)
    states = {code: Actor(identifier_of(of[0]), tuple(dict.fromkeys(of))) for code, of in used.items()}
    return {code: state for code, state in states.items() if state.id not in corpus.index("actors")}


def state_files(corpus: Corpus, states: dict[str, Actor]) -> dict[str, str]:
    """The records of States, by path: English name and ISO code; the rest is left to a person."""
    head = modeline(corpus.schemas.kinds["actor"])
    return {
        f"data/records/actors/{state.id}.yaml": f"{head}\nactor_id: {state.id}\nname: {state.names[0]}\n"
        f"label: {state.names[0]}\nactor_type: state\ncountry: {scalar(code)}\n"
        "facts:\n  - field: country\n    basis: known\n    note: ISO 3166-1 code.\n"
        "  - field: wikidata\n    basis: unknown\n    note: Not sought.\n"
        for code, state in states.items()
    }
