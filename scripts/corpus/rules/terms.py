"""Rules on terms: codes and their vocabularies."""

from collections import Counter

from corpus.model.records import Record
from corpus.model.schema import TERMS

from .context import Context, Problems, at
from .references import named
from .registry import rule
from .requests import in_words


def _unknown(ctx: Context, r: Record, path: str | tuple, vocabulary: str, code: str | None, message: str) -> Problems:
    """A problem where a code is not in a vocabulary, unless a file that cannot be read may hold it."""
    codes = ctx.corpus.vocabularies.get(vocabulary, {})
    if code not in codes and not ctx.may_hold("terms", code or ""):
        others = [name for name, terms in ctx.corpus.vocabularies.items() if code in terms]
        if others:
            codes_here = f"Codes here: {', '.join(codes)}."
            yield at(r, path, message, actual=code, hint=f"It is a code of {others[0]}. {codes_here}")
            return
        near = named(ctx.corpus, f"{TERMS}{vocabulary}", codes, code or "")
        yield at(r, path, message, actual=code, hint=near or f"Codes: {', '.join(codes)}.")


@rule("K003", "error", "references")
def known_codes(ctx: Context) -> Problems:
    """A code is in the vocabulary of its field.

    **Bad:** `type_of_action: training`.
    **Good:** `type_of_action: train`.
    """
    for r, path, target, key in ctx.references:
        if target.startswith(TERMS):
            vocabulary = target[len(TERMS) :]
            yield from _unknown(ctx, r, path, vocabulary, key, f"{key} is not a code of the vocabulary {vocabulary}.")


@rule("K005", "error", "references", each="term")
def crossing_codes(ctx: Context, term: Record) -> Problems:
    """A theme's pillar, and the term of a counter-example, are codes of their vocabularies.

    If a field has whole numbers, its codes are digits.

    **Bad:** `broader: protecting` in a theme.
    **Good:** `broader: protection`.
    """
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


@rule("C018", "error", "corpus", each="term", hint="Choose another recommendation.")
def examples_carry_terms(ctx: Context, term: Record) -> Problems:
    """The example of a term carries the term; the counter-example carries the other term that is given.

    **Bad:** an example of `train` that is coded `raise-awareness`.
    **Good:** an example that is coded `train`.
    """
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


@rule("K007", "error", "references")
def ranks_differ(ctx: Context) -> Problems:
    """No two terms of a vocabulary have the same rank.

    Ranks give the order of degrees and of lists. With two equal ranks, nobody knows which term comes first.

    **Bad:** `rank: 3` in two terms of one file.
    **Good:** `rank: 4` in the second.
    """
    first: dict[tuple, Record] = {}
    for term in ctx.sound("term"):
        vocabulary, rank = term.get("vocabulary"), term.get("rank")
        other = first.setdefault((vocabulary, rank), term)
        if other is not term and "terms" not in ctx.doubled:
            free = max(t.get("rank") for t in ctx.sound("term") if t.get("vocabulary") == vocabulary) + 1
            yield at(term, "rank", f"{other.get('code')} already has this rank.", f"{free}, for example", rank)


@rule("C028", "warning", "corpus")
def terms_have_examples(ctx: Context) -> Problems:
    """A term that at least one recommendation carries names one of these recommendations as its example.

    Definitions are short; an example shows what they mean. A term that no document uses yet has none, and
    vocabularies in which most terms have no example are not checked.

    **Bad:** a type of action without `example`, though two recommendations are coded with it.
    **Good:** `example: hdim2006-r042`.
    """
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


@rule("K008", "error", "references")
def vocabularies_are_described(ctx: Context) -> Problems:
    """Every vocabulary has an entry in `vocabularies/vocabulary.yaml`, which says what it is for.

    The site and the tables take the name and the definition of each vocabulary from that file.

    **Bad:** a new file `vocabularies/urgency.yaml`, and nothing else.
    **Good:** an entry with `code: urgency` in `vocabularies/vocabulary.yaml` too.
    """
    described = ctx.corpus.vocabularies.get("vocabulary", {})
    for name, terms in ctx.corpus.vocabularies.items():
        if name not in described and not ctx.may_hold("terms", name):
            hint = f"Add an entry with code: {name} to data/records/vocabularies/vocabulary.yaml."
            yield at(next(iter(terms.values())), "code", f"The vocabulary {name} has no definition.", hint=hint)
