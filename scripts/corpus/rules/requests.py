"""Rules on one request: its words, its codes, who makes it and who is asked."""

import re

from corpus.edit.layout import alphabetical
from corpus.model import codebook
from corpus.model.records import Record

from .context import Context, Problems, at
from .registry import rule

MODALS = {"should", "must", "shall", "ought"}  # among the first words: the actor comes before them
QUESTIONS = {"how", "that", "what", "when", "where", "which", "who", "whom", "whose", "why"}  # or an object clause
_INFLECTED = re.compile(r"(?!bring|spring)\w{2,}ing|\w+[^suai]s", re.IGNORECASE)  # training, states, encourages


@rule("R002", each="recommendation")
def words_of_ours(ctx: Context, r: Record) -> Problems:
    text = r.get("in_our_words")
    count = len(text.split())
    if not r.proposed and text.startswith(f"State the request {r.id} here"):
        hint = "State the request in your own words, or choose the review_status proposed."
        yield at(r, "in_our_words", "in_our_words is still what a command wrote in its place.", hint=hint)
    elif not codebook.LEAST_WORDS <= count <= codebook.MOST_WORDS:
        expected = f"{codebook.STATEMENT_WORDS} words"
        yield at(r, "in_our_words", f"in_our_words has {count} words.", expected, f"{count} words")
    elif not (text[0].isupper() and text.rstrip('"’”').endswith(".")):
        expected, actual = "a capital letter first, a full stop last", f"{text[:20]} … {text[-20:]}"
        yield at(r, "in_our_words", "in_our_words is not written as a sentence.", expected, actual)


@rule("R014", each="recommendation")
def begins_with_a_verb(ctx: Context, r: Record) -> Problems:
    first, *more = (w.strip(",;:") for w in r.get("in_our_words").split())
    subject = next((w for w, before in zip(more[:3], [first, *more]) if w in MODALS and before not in QUESTIONS), None)
    if subject:
        hint = "Begin with what is to be done: Train …. Who is to do it is in addressed_to."
        message, actual = "in_our_words begins with who is to act.", f"{first} … {subject}"
        yield at(r, "in_our_words", message, "a verb in its base form", actual, hint)
    elif first.lower() in codebook.NO_VERBS or first in codebook.KNOWN or _INFLECTED.fullmatch(first):
        message, hint = "in_our_words does not begin with a verb.", "Begin with what is to be done: Train …, Adopt …."
        yield at(r, "in_our_words", message, "a verb in its base form", first.lower(), hint)


@rule("R005", each="recommendation", hint="scripts/format.py sorts them.")
def keywords_sorted(ctx: Context, r: Record) -> Problems:
    ordered = alphabetical(r.items("keywords"))
    if ordered != r.items("keywords"):
        yield at(r, "keywords", "The keywords are not in alphabetical order.", ", ".join(ordered))


@rule("R006", each="recommendation", hint="Write the name out.")
def own_language(ctx: Context, r: Record) -> Problems:
    for word in r.get("in_our_words").replace("/", " ").replace("'s", "").split():
        bare = word.strip(".,;:()\"'“”‘’")
        if bare in codebook.INSIDERS:
            yield at(r, "in_our_words", f"Not every reader knows the abbreviation {bare}.", actual=bare)


@rule("C005", each="recommendation")
def children_inherit(ctx: Context, r: Record) -> Problems:
    parent = ctx.find("recommendations", r.get("part_of"))
    if parent is None:
        return
    for name in ("wording_strength", "made_by"):
        mine, theirs = r.get(name), parent.get(name)
        if mine != theirs:
            message = f"{name} differs from that of {parent.id}, of which this is a part."
            yield at(r, name, message, in_words(theirs), in_words(mine))
    mine, theirs = r.items("addressed_to"), parent.items("addressed_to")
    if r.get("addressee_basis") != "stated" and set(mine) != set(theirs):
        message = f"The addressees differ from those of {parent.id}, of which this is a part."
        yield at(r, "addressed_to", message, ", ".join(theirs), ", ".join(mine))


def in_words(value: object) -> str:
    """A value for readers."""
    return "nobody" if not value else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def primary_codes(r: Record) -> dict[str, tuple[str, str]]:
    """The codes that must agree between similar requests, by field: its name for readers, and the code."""
    return {"type_of_action": ("action", r.get("type_of_action")), "themes": ("primary theme", r.items("themes")[0])}


@rule("C006")
def same_words_same_codes(ctx: Context) -> Problems:
    first: dict[str, Record] = {}
    for r in ctx.sound("recommendation"):
        other = first.setdefault(r.get("in_our_words").casefold(), r)
        for name, (_, mine) in primary_codes(r).items():
            theirs = primary_codes(other)[name][1]
            if mine != theirs and None not in (mine, theirs):  # a proposed record may have no action yet
                yield at(r, name, f"{other.id} has the same words but a different code.", theirs, mine)


@rule("C013", each="recommendation")
def basis_fits(ctx: Context, r: Record) -> Problems:
    basis, everyone = r.get("addressee_basis"), "everyone" in r.items("addressed_to")
    if basis == "parent" and not r.get("part_of"):
        hint = "Add part_of, or choose another basis."
        yield at(r, "addressee_basis", "The basis is parent, but there is no parent.", actual="parent", hint=hint)
    if everyone and len(r.items("addressed_to")) > 1:
        hint = "Keep only the others, or only everyone."
        yield at(r, "addressed_to", "everyone is listed together with other addressees.", hint=hint)
    elif everyone and basis == "heading":
        hint = "Choose the basis that names somebody, or implied."
        yield at(r, "addressee_basis", "everyone is never the addressee of a heading.", actual="heading", hint=hint)


@rule("C016", each="recommendation", hint="Add made_by.")
def makers_known(ctx: Context, r: Record) -> Problems:
    how = (ctx.layers or {}).get(r.get("passage"), {}).get("how_recorded")
    if not r.items("made_by") and how in ("own-document", "note-taker"):
        yield at(r, "recommendation_id", f"made_by is empty, but the layer is {how}.")


@rule("C021", each="recommendation", hint="Leave it out.")
def further_themes_name_subjects(ctx: Context, r: Record) -> Problems:
    action = r.get("type_of_action")
    for n, theme in enumerate(r.items("themes")):
        if n and action and codebook.MODE_THEMES.get(theme) == action:
            yield at(r, ("themes", n), f"The theme {theme} only repeats the action {action}.", actual=theme)


@rule("C022", each="recommendation")
def implied_addressees(ctx: Context, r: Record) -> Problems:
    makers = [ctx.corpus.find("actors", a) for a in r.items("made_by")]
    if r.get("addressee_basis") != "implied" or any(m and m.get("actor_type") in codebook.MAKERS_AS_WE for m in makers):
        return
    if r.items("addressed_to") not in (["participating-states"], ["everyone"]):
        expected, actual = "participating-states or everyone", ", ".join(r.items("addressed_to"))
        hint = "Give the place where they are named (addressee_basis), or choose one of the two."
        yield at(r, "addressed_to", "These addressees cannot be implied.", expected, actual, hint)


@rule("C029", each="recommendation")
def reviewed_by_somebody(ctx: Context, r: Record) -> Problems:
    if r.get("review_status") != "human-reviewed" or not ctx.whole("reading"):
        return
    readings = [x for x in ctx.sound("reading") if x.get("record_id") == r.id and x.get("reader")]
    if not any(x.get("verdict") == "faithful" or x.get("mended") for x in readings):
        message = "No reading by a named person says that this record was compared with its document."
        hint = "Add a reading with reader to data/records/codings/readings.yaml, or choose machine-coded or proposed."
        yield at(r, "review_status", message, actual="human-reviewed", hint=hint)
