"""Stage record: one record by itself."""

from __future__ import annotations

from collections.abc import Iterator

from anchoring.fragment import MOST_BEFORE, plain, words_of
from corpus.edit.layout import alphabetical
from corpus.model.countries import ASSIGNED, FORMER
from corpus.model.dates import bounds
from corpus.model.names import pairs_alike
from dpcheck.problem import Problem

from .context import Context, at
from .registry import rule

MIN_WORDS, MAX_WORDS = 8, 40


@rule("R001", "error", "record")
def file_named_after_record(ctx: Context) -> Iterator[Problem]:
    """A record that has a file of its own is named like its file, or like the folder of its source.

    Whoever looks for `odihr` opens `odihr.yaml`.

    **Bad:** `actors/odhir.yaml` with `actor_id: odihr`.

    **Good:** `actors/odihr.yaml` with `actor_id: odihr`.
    """
    for record in ctx.corpus.records:
        kind = record.kind
        if not record.sound or kind.records["many"] or not kind.table:
            continue
        *_, folder, name = record.file.path.split("/")
        expected = folder if kind.name == "source" else name.removesuffix(".yaml")
        if record.id != expected:
            key = kind.table["key"][0]
            yield at(
                record,
                key,
                message=f"{key} differs from the name of the {'folder' if kind.name == 'source' else 'file'}.",
                expected=expected,
                actual=record.id,
                hint="Rename one of the two.",
            )


@rule("R002", "error", "record")
def words_of_ours(ctx: Context) -> Iterator[Problem]:
    """`in_our_words` has 8 to 40 words, begins with a capital letter and ends with a full stop.

    Shorter statements leave out who or what is meant; longer ones hold more than one request.

    **Bad:** `in_our_words: Train the police`.

    **Good:** `in_our_words: Train police, prosecutors and labour inspectors to recognise people who have been trafficked.`
    """
    for r in ctx.sound("recommendation"):
        text = r.get("in_our_words")
        count = len(text.split())
        if not MIN_WORDS <= count <= MAX_WORDS:
            yield at(
                r,
                "in_our_words",
                message=f"in_our_words has {count} words.",
                expected=f"{MIN_WORDS} to {MAX_WORDS} words",
                actual=f"{count} words",
            )
        elif not (text[0].isupper() and text.rstrip('"’”').endswith(".")):
            yield at(
                r,
                "in_our_words",
                message="in_our_words is not written as a sentence.",
                expected="a capital letter first, a full stop last",
                actual=f"{text[:20]} … {text[-20:]}",
            )


@rule("R003", "error", "record")
def dates_exist(ctx: Context) -> Iterator[Problem]:
    """A date names days that exist and does not end before it begins.

    **Bad:** `date: 2007-02-30`, or `date: 2007-10-05/2007-09-24`.

    **Good:** `date: 2007-09-24/2007-10-05`.
    """
    for record in ctx.corpus.records:
        for f in record.kind.fields:
            if (
                record.sound
                and f.name in ("date", "adopted", "in_force", "active_from", "active_until")
                and not f.derived
                and record.get(f.name)
            ):
                try:
                    bounds(record.get(f.name))
                except ValueError as error:
                    yield at(record, f.name, message=f"This date cannot be: {error}.", actual=record.get(f.name))


@rule("R004", "error", "record")
def ids_begin_with_source(ctx: Context) -> Iterator[Problem]:
    """The identifiers of passages and recommendations begin with their source.

    `hdim2006-r092` tells everybody where to look.

    **Bad:** `recommendation_id: hdim2007-r001` in the folder `hdim2006`.

    **Good:** `recommendation_id: hdim2006-r001` there.
    """
    for kind in ("passage", "recommendation"):
        for r in ctx.sound(kind):
            if r.id.rsplit("-", 1)[0] != r.get("source"):
                yield at(
                    r,
                    f"{kind}_id",
                    message="The identifier does not begin with the source.",
                    expected=f"{r.get('source')}-…",
                    actual=r.id,
                )


@rule("R005", "warning", "record")
def keywords_sorted(ctx: Context) -> Iterator[Problem]:
    """Keywords stand in alphabetical order.

    Two people who add a word then change different places.

    **Bad:** `keywords: [research, data, evaluation]`.

    **Good:** `keywords: [data, evaluation, research]`.
    """
    for r in ctx.sound("recommendation"):
        ordered = alphabetical(r.items("keywords"))
        if ordered != r.items("keywords"):
            yield at(
                r,
                "keywords",
                message="The keywords are not in alphabetical order.",
                expected=", ".join(ordered),
                hint="scripts/format.py sorts them.",
            )


@rule("R006", "error", "record")
def own_language(ctx: Context) -> Iterator[Problem]:
    """An `in_our_words` names what it means, without abbreviations only insiders know.

    The statement must be complete without the document at hand. OSCE, ODIHR, UN, EU, NGO and ILO
    are known to every reader; others are written out.

    **Bad:** `in_our_words: Make NRM assessments of THB cases a regular task of every PS.`

    **Good:** `in_our_words: Make assessments of national referral mechanisms a regular task of every participating State.`
    """
    banned = {
        "THB",
        "PS",
        "pS",
        "NRM",
        "NRMs",
        "SR",
        "ATAU",
        "SPTF",
        "HDIM",
        "CoE",
        "IO",
        "IOs",
        "SG",
        "CRC",
        "UNTOC",
        "CPTW",
        "MC",
    }
    for r in ctx.sound("recommendation"):
        for word in r.get("in_our_words").replace("/", " ").replace("'s", "").split():
            bare = word.strip(".,;:()\"'“”‘’")
            if bare in banned:
                yield at(
                    r,
                    "in_our_words",
                    message=f"The abbreviation {bare} is not known to every reader.",
                    actual=bare,
                    hint="Write the name out.",
                )


@rule("R007", "error", "record")
def basis_has_address(ctx: Context) -> Iterator[Problem]:
    """A fact from somebody's pages names the address; a fact without a source says so.

    `official` and `secondary` need an address that anybody can open; `unknown` needs a note on what
    was sought; `known` is general knowledge that nobody has checked here.

    **Bad:** `basis: official` without `address`.

    **Good:** `basis: official` with `address: https://…`.
    """
    for record in ctx.corpus.records:
        if not record.sound:
            continue
        entries = [
            ((name, n), entry)
            for name in ("facts", "participants", "errata", "matches")
            for n, entry in enumerate(record.items(name))
        ]
        for path, entry in [((), record.value), *entries]:  # an entry of the coverage is a record of its own
            basis = entry.get("basis")
            if basis in ("official", "secondary") and not entry.get("address"):
                yield at(
                    record,
                    *path,
                    "basis",
                    message=f"The basis {basis} needs an address.",
                    hint="Add address, or say known.",
                )
            elif basis == "unknown" and (not path or path[0] == "facts") and not entry.get("note"):
                yield at(
                    record,
                    *path,
                    "basis",
                    message="The basis unknown needs a note on what was sought.",
                    hint="Add a note.",
                )


@rule("R008", "error", "record")
def countries_exist(ctx: Context) -> Iterator[Problem]:
    """A country is an ISO 3166-1 alpha-2 code, or that of a State that is no more.

    Codes that users may assign to themselves, such as XK, mean different things in different data.

    **Bad:** `country: UK`.

    **Good:** `country: GB`.
    """
    for record in ctx.corpus.records:
        if record.sound and record.get("country") is not None and record.get("country") not in ASSIGNED | FORMER:
            yield at(
                record,
                "country",
                message=f"{record.get('country')} is no country code of ISO 3166-1.",
                expected="a code like GB",
                actual=record.get("country"),
                hint="Where there is no code, leave the field out and say so under facts.",
            )


@rule("R009", "warning", "record")
def names_differ(ctx: Context) -> Iterator[Problem]:
    """No two actors have names that are nearly the same.

    Whoever counts by actor counts one body as two. Names and labels are compared without accents, case,
    punctuation, small words and the order of their words; beyond that one slip of the fingers, but no digit,
    makes them nearly the same.

    **Bad:** `name: Harbour Guild` in one record and `name: The harbour guild` in another.

    **Good:** one record, or names that say how the two differ.
    """
    names = [(actor, field) for actor in ctx.sound("actor") for field in ("name", "label")]
    told: set[tuple[str, str]] = set()
    for n, m in pairs_alike([(actor.id, actor.get(field)) for actor, field in names]):
        (actor, field), (other, its) = names[n], names[m]
        if (actor.id, other.id) not in told:
            told.add((actor.id, other.id))
            yield at(
                actor,
                field,
                message=f"{other.id} has nearly the same {its}.",
                actual=actor.get(field),
                expected=f"not like {other.get(its)}",
                hint="Use one record for both, or say in the names how they differ.",
            )


@rule("R010", "error", "record")
def fragment_says_the_same(ctx: Context) -> Iterator[Problem]:
    """A text fragment has the first and last words of its record.

    Both are computed from the same copy: where they differ, one was changed by hand, and a link leads to other words.

    **Bad:** `begins_with: We urge harbour` with `text_fragment: text=They%20urge,dusk%20to%20dawn`.

    **Good:** `text_fragment: text=We%20urge%20harbour,dusk%20to%20dawn`.
    """
    for r in ctx.sound("recommendation"):
        if r.get("text_fragment") is None:
            continue
        before, first, last = words_of(r.get("text_fragment"))
        printed = tuple(plain(r.get(name) or "") for name in ("begins_with", "ends_with"))
        if (first, last) != printed or len(before.split()) > MOST_BEFORE:
            yield at(
                r,
                "text_fragment",
                message="The text fragment has other words than begins_with and ends_with.",
                expected=" … ".join(printed),
                actual=" … ".join((first, last)) if (first, last) != printed else f"{before} before them",
                hint="Compute it anew: scripts/verify.py <your copies> --update.",
            )
