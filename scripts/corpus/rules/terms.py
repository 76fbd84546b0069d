"""Rules on terms: codes and their vocabularies."""

from collections import Counter

from corpus.model.records import Record
from corpus.model.schema import TERMS

from .context import Context, Problems, at
from .references import named
from .registry import rule
from .requests import in_words


def _unknown(ctx: Context, r: Record, path: str | tuple, vocabulary: str, code: str | None, message: str) -> Problems:
    """A problem if a code is not in a vocabulary, unless an unreadable file may hold it."""
    codes = ctx.corpus.vocabularies.get(vocabulary, {})
    if code not in codes and not ctx.may_hold("terms", code or ""):
        others = [name for name, terms in ctx.corpus.vocabularies.items() if code in terms]
        if others:
            codes_here = f"Codes here: {', '.join(codes)}."
            yield at(r, path, message, actual=code, hint=f"It is a code of {others[0]}. {codes_here}")
            return
        near = named(ctx.corpus, f"{TERMS}{vocabulary}", codes, code or "")
        yield at(r, path, message, actual=code, hint=near or f"Codes: {', '.join(codes)}.")


@rule("K003")
def known_codes(ctx: Context) -> Problems:
    for r, path, target, key in ctx.references:
        if target.startswith(TERMS):
            vocabulary = target[len(TERMS) :]
            yield from _unknown(ctx, r, path, vocabulary, key, f"{key} is not a code of the vocabulary {vocabulary}.")


@rule("K005", each="term")
def crossing_codes(ctx: Context, term: Record) -> Problems:
    vocabulary, code, broader = term.get("vocabulary"), term.get("code"), term.get("broader")
    if vocabulary in ctx.of_numbers and not code.isdigit():
        message, hint = "The codes of this vocabulary are whole numbers.", 'Write a digit, such as "1".'
        yield at(term, "code", message, actual=code, hint=hint)
    if broader is None and vocabulary == "theme":
        hint = f"Add broader: one of {', '.join(ctx.corpus.vocabularies.get('pillar', {}))}."
        yield at(term, "code", "This theme has no broader, which is its pillar.", hint=hint)
    elif broader is not None:
        message = "The pillar of this theme is not a code of the vocabulary pillar."
        yield from _unknown(ctx, term, "broader", "pillar", broader, message)
    if (other := term.get("counter_example_term")) is not None:
        message = f"{other} is not a code of the vocabulary {vocabulary}."
        yield from _unknown(ctx, term, "counter_example_term", vocabulary, other, message)


@rule("C018", each="term", hint="Choose another recommendation.")
def examples_carry_terms(ctx: Context, term: Record) -> Problems:
    fields = {f.vocabulary: f for f in ctx.corpus.schemas.kinds["recommendation"].fields if not f.derived}
    field = fields.get(term.get("vocabulary"))
    if field is None:
        return
    for name, code, must in (
        ("example", term.get("code"), True),
        ("counter_example", term.get("code"), False),
        ("counter_example", term.get("counter_example_term"), True),
    ):
        r = ctx.find("recommendations", term.get(name))
        if r is None or str(code) not in ctx.corpus.vocabularies.get(term.get("vocabulary"), {}):
            continue
        value = r.get(field.name)
        if ctx.misspelt(r, field.name):
            continue
        carries = str(code) in map(str, value if isinstance(value, list) else [value])
        if carries != must:
            how = "does not carry" if must else "carries"
            yield at(term, name, f"{r.id} {how} {code}.", actual=in_words(value))


@rule("K007")
def ranks_differ(ctx: Context) -> Problems:
    first: dict[tuple, Record] = {}
    for term in ctx.sound("term"):
        vocabulary, rank = term.get("vocabulary"), term.get("rank")
        other = first.setdefault((vocabulary, rank), term)
        if other is not term and "terms" not in ctx.doubled:
            free = max(t.get("rank") for t in ctx.sound("term") if t.get("vocabulary") == vocabulary) + 1
            yield at(term, "rank", f"{other.get('code')} already has this rank.", f"{free}, for example", rank)


@rule("C028")
def terms_have_examples(ctx: Context) -> Problems:
    used = {(target, key): r.id for r, _, target, key in ctx.references if r.kind.name == "recommendation"}
    of = {t.id: used.get((TERMS + t.get("vocabulary"), str(t.get("code")))) for t in ctx.sound("term")}
    balance = Counter[str]()
    for term in ctx.sound("term"):
        if of[term.id]:
            balance[term.get("vocabulary")] += 1 if term.get("example") else -1
    for term in ctx.sound("term") if ctx.whole("recommendation") else ():
        carrier, most_have_one = of[term.id], balance[term.get("vocabulary")] > 0
        if carrier and most_have_one and not term.get("example"):
            yield at(term, "code", "This term has no example.", hint=f"Add example: {carrier}, or a better one.")


@rule("K008")
def vocabularies_are_described(ctx: Context) -> Problems:
    described = ctx.corpus.vocabularies.get("vocabulary", {})
    for name, terms in ctx.corpus.vocabularies.items():
        if name not in described and not ctx.may_hold("terms", name):
            hint = f"Add an entry with code: {name} to data/records/vocabularies/vocabulary.yaml."
            yield at(next(iter(terms.values())), "code", f"The vocabulary {name} has no definition.", hint=hint)
