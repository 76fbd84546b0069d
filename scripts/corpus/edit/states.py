"""Makes the record of a State when a document first names it; must not know documents, nor write files."""

from collections.abc import Iterable

from corpus.derive.examples import modeline
from corpus.model.countries import country_of, english_name, identifier_of
from corpus.model.records import Corpus
from proposals.known import Actor

from .update import record_lines


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
    """The records of States, by path: English name and ISO code; a person adds the rest."""
    head = modeline(corpus.schemas.kinds["actor"])
    facts = [
        {"field": "country", "basis": "known", "note": "ISO 3166-1 code."},
        {"field": "wikidata", "basis": "unknown", "note": "Not sought."},
    ]
    files = {}
    for code, state in states.items():
        name = state.names[0]
        values = {"actor_id": state.id, "name": name, "label": name, "actor_type": "state", "country": code}
        lines = [line[2:] for line in record_lines(values | {"facts": facts})]  # not an entry of a list
        files[f"data/records/actors/{state.id}.yaml"] = "\n".join([head, *lines, ""])
    return files
