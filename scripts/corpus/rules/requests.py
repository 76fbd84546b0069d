"""Stage corpus: what must hold among all records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.derive.relations import layer_of
from corpus.model.dates import bounds
from corpus.model.records import Record
from corpus.model.schema import TERMS
from dpcheck.problem import Problem

from .context import Context, at
from .references import references
from .registry import rule


def _by_source(ctx: Context, kind: str, place: str) -> dict[str, list[Record]]:
    out: dict[str, list[Record]] = defaultdict(list)
    for r in ctx.sound(kind):
        out[r.get("source")].append(r)
    for records in out.values():
        records.sort(key=lambda r: r.get(place))
    return out


def _words(value: object) -> str:
    """A value for readers."""
    return "nobody" if not value else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def days_of(record: Record | None, name: str = "date") -> tuple | None:
    """First and last day of a date of a sound record; None where there is none, or R003 says that it cannot be."""
    if record is None or not record.sound or not record.get(name):
        return None
    try:
        return bounds(record.get(name))
    except ValueError:
        return None


def layers_of_passages(ctx: Context) -> dict[str, dict] | None:
    """The layer of every passage; None where sources or passages are not whole."""
    return layer_of(ctx.corpus) if ctx.whole("source") and ctx.whole("passage") else None


@rule("C001", "error", "corpus")
def passages_tile(ctx: Context) -> Iterator[Problem]:
    """The passages of a document follow each other without gap or overlap, from first letter to last.

    So every word of a document is accounted for, and everybody can check that without the document.

    **Bad:** a passage with `start: 0` and `length: 40`, the next with `start: 41`.

    **Good:** the next with `start: 40`.
    """
    passages = _by_source(ctx, "passage", "start")
    for source in ctx.sound("source"):
        if not ctx.whole("passage", _folder(source)):
            continue
        end, last = 0, None
        for p in passages.get(source.id, []):
            if p.get("start") != end:
                what = "overlaps the one before" if p.get("start") < end else "leaves a gap before it"
                yield at(
                    p,
                    "start",
                    message=f"This passage {what}.",
                    expected=str(end),
                    actual=str(p.get("start")),
                    hint="scripts/verify.py --update computes places from your copy.",
                )
            end, last = p.get("start") + p.get("length"), p
        if last is None and source.id == _folder(source):  # else R001 speaks
            yield at(source, "source_id", message="This source has no passages.")
        elif last is not None and end != source.get("length"):
            yield at(
                last,
                "length",
                message="The passages do not add up to the length of the document.",
                expected=str(source.get("length")),
                actual=str(end),
            )


def _folder(source: Record) -> str:
    return source.file.path.split("/")[-2]


@rule("C002", "error", "corpus")
def spans_inside(ctx: Context) -> Iterator[Problem]:
    """The span of a recommendation lies inside its passage.

    **Bad:** a span that ends twenty characters behind its passage.

    **Good:** a recommendation whose words run on in the next passage is cut at the passage.
    """
    passages = ctx.corpus.index("passages")
    for r in ctx.sound("recommendation"):
        p = passages.get(r.get("passage"))
        if p is None or not p.sound:
            continue
        low, high = p.get("start"), p.get("start") + p.get("length")
        start, end = r.get("span_start"), r.get("span_start") + r.get("span_length")
        if p.get("source") != r.get("source"):
            yield at(
                r,
                "passage",
                message="The passage belongs to another source.",
                expected=r.get("source"),
                actual=p.get("source"),
            )
        elif not low <= start < end <= high:
            yield at(
                r,
                "span_start",
                message=f"The span is not inside the passage {p.id}.",
                expected=f"between {low} and {high}",
                actual=f"{start} to {end}",
            )


@rule("C003", "error", "corpus")
def passages_of_right_type(ctx: Context) -> Iterator[Problem]:
    """A passage has the type `recommendation` exactly where a recommendation stands in it.

    **Bad:** a passage of type `background` that a recommendation names as its own.

    **Good:** the passage of type `recommendation`, whatever else it holds. A proposed recommendation
    changes no type: an editor does, once the proposal is accepted.
    """
    holders = {r.get("passage"): r for r in ctx.sound("recommendation")}
    accepted = {r.get("passage") for r in ctx.sound("recommendation") if not r.proposed}
    astray = {
        r.get("source") for r in ctx.sound("recommendation") if r.get("passage") not in ctx.corpus.index("passages")
    }  # K002 speaks
    known = ctx.corpus.vocabularies.get("passage-type", {})
    for p in ctx.sound("passage"):
        if p.id not in holders and (p.get("source") in astray or not ctx.whole("recommendation", p.get("source"))):
            continue
        if p.get("passage_type") != "recommendation" and p.id in holders and p.id not in accepted:
            continue
        type_ = p.get("passage_type")
        if (type_ == "recommendation") != (p.id in holders) and type_ in known:
            message = (
                f"{holders[p.id].id} stands in this passage, whose type says otherwise."
                if p.id in holders
                else "No recommendation stands in this passage."
            )
            yield at(
                p,
                "passage_type",
                message=message,
                actual=type_,
                expected="recommendation" if p.id in holders else "another type",
            )


@rule("C004", "error", "corpus")
def spans_overlap_only_in_families(ctx: Context) -> Iterator[Problem]:
    """Two recommendations share words only where one is part of the other.

    **Bad:** two recommendations whose spans both hold the last ten words of a sentence.

    **Good:** each word in one span, or the second with `part_of: hdim2007-r001`.
    """
    for records in _by_source(ctx, "recommendation", "span_start").values():
        previous: Record | None = None
        for r in records:
            if previous is not None and r.get("span_start") < previous.get("span_start") + previous.get("span_length"):
                if r.get("part_of") != previous.id and (
                    r.get("part_of") is None or r.get("part_of") != previous.get("part_of")
                ):
                    yield at(
                        r,
                        "span_start",
                        message=f"This span shares words with {previous.id}.",
                        hint="Let one begin where the other ends, or say part_of.",
                    )
            if previous is None or r.get("span_start") + r.get("span_length") > previous.get(
                "span_start"
            ) + previous.get("span_length"):
                previous = r


@rule("C005", "error", "corpus")
def children_inherit(ctx: Context) -> Iterator[Problem]:
    """An item that completes an opening sentence has the strength, maker and addressees of that sentence.

    The codebook says: children inherit. An item that names an addressee of its own (basis `stated`) may differ in it.

    **Bad:** `part_of: x-r003` with `wording_strength: should` where x-r003 has `call-on`.

    **Good:** `wording_strength: call-on` in both.
    """
    index = ctx.corpus.index("recommendations")
    for r in ctx.sound("recommendation"):
        parent = index.get(r.get("part_of") or "")
        if parent is None or not parent.sound:
            continue
        for name in ("wording_strength", "made_by"):
            if r.get(name) != parent.get(name):
                yield at(
                    r,
                    name,
                    message=f"{name} differs from that of {parent.id}, of which this is a part.",
                    expected=_words(parent.get(name)),
                    actual=_words(r.get(name)),
                )
        if r.get("addressee_basis") != "stated" and set(r.items("addressed_to")) != set(parent.items("addressed_to")):
            yield at(
                r,
                "addressed_to",
                message=f"The addressees differ from those of {parent.id}, of which this is a part.",
                expected=", ".join(parent.items("addressed_to")),
                actual=", ".join(r.items("addressed_to")),
            )


@rule("C006", "error", "corpus")
def same_words_same_codes(ctx: Context) -> Iterator[Problem]:
    """The same statement in our words has the same action and primary theme everywhere.

    **Bad:** two recommendations with equal `in_our_words`, one `train`, one `raise-awareness`.

    **Good:** both `train`, or two statements that say how they differ.
    """
    first: dict[str, Record] = {}
    for r in ctx.sound("recommendation"):
        other = first.setdefault(r.get("in_our_words").casefold(), r)
        for name, mine, theirs in (
            ("type_of_action", r.get("type_of_action"), other.get("type_of_action")),
            ("themes", r.items("themes")[0], other.items("themes")[0]),
        ):
            if mine != theirs:
                yield at(
                    r, name, message=f"{other.id} has the same words and another code.", expected=theirs, actual=mine
                )


@rule("C011", "error", "corpus")
def dates_inside_meetings(ctx: Context) -> Iterator[Problem]:
    """A session lies inside the meeting of which it is a part.

    **Bad:** a session on 6 October of a meeting that ended on 5 October.

    **Good:** a session on 2 October.
    """
    for m in ctx.sound("meeting"):
        parent = ctx.corpus.find("meetings", m.get("parent"))
        mine, whole = days_of(m), days_of(parent)
        if mine is None or whole is None:
            continue
        (first, last), (low, high) = mine, whole
        if not low <= first <= last <= high:
            yield at(
                m, "date", message=f"This lies outside {parent.id}.", expected=parent.get("date"), actual=m.get("date")
            )


@rule("C012", "error", "corpus")
def no_parent_loops(ctx: Context) -> Iterator[Problem]:
    """Nothing is part of itself, directly or through others.

    **Bad:** `parent: osce` in ODIHR's record and `parent: odihr` in that of the OSCE.

    **Good:** `parent: osce` in ODIHR's record.
    """
    for kind, name in (
        ("actor", "parent"),
        ("meeting", "parent"),
        ("instrument", "parent"),
        ("recommendation", "part_of"),
        ("passage", "under"),
        ("passage", "continues"),
    ):
        table = next(t for t, k in ctx.corpus.schemas.kind_of_table.items() if k.name == kind)
        index = {key: r for key, r in ctx.corpus.index(table).items() if r.sound}
        for r in ctx.sound(kind):
            seen, here = {r.id}, index.get(r.get(name) or "")
            while here is not None and here.id not in seen:
                seen.add(here.id)
                here = index.get(here.get(name) or "")
            if here is not None and here.id == r.id:
                yield at(r, name, message=f"{r.id} is part of itself.", actual=r.get(name))


@rule("C013", "error", "corpus")
def basis_fits(ctx: Context) -> Iterator[Problem]:
    """The basis of an addressee fits the record: `parent` needs a parent, and `everyone` stands alone and is never `heading`.

    **Bad:** `addressee_basis: parent` without `part_of`.

    **Good:** `addressee_basis: stated`, where the item names its addressee.
    """
    for r in ctx.sound("recommendation"):
        if r.get("addressee_basis") == "parent" and not r.get("part_of"):
            yield at(
                r,
                "addressee_basis",
                message="The basis is parent but there is no parent.",
                actual="parent",
                hint="Say part_of, or another basis.",
            )
        if "everyone" in r.items("addressed_to") and len(r.items("addressed_to")) > 1:
            yield at(
                r,
                "addressed_to",
                message="everyone stands beside other addressees.",
                hint="Name the others only, or everyone only.",
            )
        elif "everyone" in r.items("addressed_to") and r.get("addressee_basis") == "heading":
            yield at(
                r,
                "addressee_basis",
                message="everyone is never the addressee of a heading.",
                actual="heading",
                hint="Say where somebody is named, or implied.",
            )


@rule("C014", "error", "corpus")
def places_differ(ctx: Context) -> Iterator[Problem]:
    """No two recommendations of a source have the same place in words.

    **Bad:** *Annex 2, session 2, Norway* twice.

    **Good:** *Annex 2, session 2, Norway, item 1* and *… item 2*.
    """
    seen: dict[tuple, Record] = {}
    for r in ctx.sound("recommendation"):
        first = seen.setdefault((r.get("source"), r.get("place").casefold()), r)
        if first is not r:
            yield at(
                r,
                "place",
                message=f"{first.id} has the same place.",
                actual=r.get("place"),
                hint="Add the number of the item or sentence.",
            )


@rule("C015", "error", "corpus")
def layers_cover(ctx: Context) -> Iterator[Problem]:
    """The layers of a source begin with its first passage, and each with a passage of its own.

    **Bad:** one layer whose first passage is `hdim2006-p010`: nobody knows who drafted the nine before.

    **Good:** a layer that begins with `hdim2006-p001`.
    """
    passages = _by_source(ctx, "passage", "start")
    for source in ctx.sound("source"):
        mine = [p.id for p in passages.get(source.id, [])]
        if not mine or not ctx.whole("passage", source.id):
            continue
        starts = [layer["first_passage"] for layer in source.items("layers")]
        if mine[0] not in starts:
            yield at(
                source,
                "layers",
                message="No layer begins with the first passage.",
                expected=mine[0],
                actual=", ".join(starts),
            )
        for n, first in enumerate(starts):
            if first not in mine and first in ctx.corpus.index("passages"):
                yield at(
                    source,
                    "layers",
                    n,
                    "first_passage",
                    message="This passage belongs to another source.",
                    actual=first,
                )
            elif first in starts[:n]:
                yield at(
                    source,
                    "layers",
                    n,
                    "first_passage",
                    message="Another layer begins with this passage too.",
                    actual=first,
                )


@rule("C016", "error", "corpus")
def makers_known(ctx: Context) -> Iterator[Problem]:
    """A recommendation names who makes it, unless a rapporteur or compiler wrote down a list without names.

    **Bad:** no `made_by` in a document of the one who asks.

    **Good:** `made_by: [european-union]`.
    """
    layers = layers_of_passages(ctx) or {}
    for r in ctx.sound("recommendation"):
        how = layers.get(r.get("passage"), {}).get("how_recorded")
        if not r.items("made_by") and how in ("own-document", "note-taker"):
            yield at(
                r,
                "recommendation_id",
                message=f"Nobody makes this request, though its layer is {how}.",
                hint="Add made_by.",
            )


@rule("C017", "warning", "corpus")
def no_orphans(ctx: Context) -> Iterator[Problem]:
    """Every actor, meeting and instrument is used by some other record.

    A record that nothing refers to is a leftover or a missing link.

    **Bad:** an actor that is neither named in a passage nor linked from anywhere.

    **Good:** the same actor with the passage that names it.
    """
    if not all(map(ctx.whole, ctx.corpus.schemas.kinds)):
        return
    if any(
        not target.startswith(TERMS) and key not in ctx.corpus.index(target) for _, _, target, key in references(ctx)
    ):
        return  # K002 speaks; what is not used may be what was meant
    used: dict[str, set[str]] = defaultdict(set)
    for record, _, target, key in references(ctx):
        if not (target == record.kind.table_name and key == record.id):
            used[target].add(key)
    for kind in ("actor", "meeting", "instrument"):
        for r in ctx.sound(kind):
            if r.id not in used[r.kind.table_name] and r.file.path.endswith(f"/{r.id}.yaml"):  # else R001 speaks
                yield at(r, message=f"No record refers to {r.id}.", hint="Link it, or delete it.")


@rule("C018", "error", "corpus")
def examples_carry_terms(ctx: Context) -> Iterator[Problem]:
    """The example of a term is a recommendation that carries it; the counter-example carries the other term named.

    **Bad:** an example of `train` that is coded `raise-awareness`.

    **Good:** one that is coded `train`.
    """
    fields = {
        f.vocabulary: f.name for k in [ctx.corpus.schemas.kinds["recommendation"]] for f in k.fields if f.vocabulary
    }
    fields["theme"] = "themes"
    index = ctx.corpus.index("recommendations")

    def carries(r: Record, field: str, code: str) -> bool:
        value = r.get(field)
        return code in map(str, value) if isinstance(value, list) else str(value) == code

    for term in ctx.sound("term"):
        field = fields.get(term.get("vocabulary"))
        codes = ctx.corpus.vocabularies.get(term.get("vocabulary"), {})
        if field is None or ctx.corpus.schemas.kinds["recommendation"].field(field).derived:
            continue
        for name, code, must in (
            ("example", term.get("code"), True),
            ("counter_example", term.get("code"), False),
            ("counter_example", term.get("counter_example_term"), True),
        ):
            r = index.get(term.get(name) or "")
            if r is not None and r.sound and str(code) in codes and carries(r, field, str(code)) != must:
                yield at(
                    term,
                    name,
                    message=f"{r.id} {'does not carry' if must else 'carries'} {code}.",
                    actual=_words(r.get(field)),
                    hint="Choose another recommendation.",
                )


@rule("C019", "warning", "corpus")
def cited_after_adoption(ctx: Context) -> Iterator[Problem]:
    """No document cites an instrument that was adopted after it was written.

    Drafts are records of their own; where a citation is right all the same, one of the dates is wrong.

    **Bad:** a document of October 2007 that cites a decision of November 2007.

    **Good:** the draft of the decision, or the right date of the document.
    """
    for kind in ("passage", "recommendation"):
        for r in ctx.sound(kind):
            source = ctx.corpus.find("sources", r.get("source"))
            for n, c in enumerate(r.items("citations")):
                instrument = ctx.corpus.find("instruments", c["instrument_id"])
                adopted, written = days_of(instrument, "adopted"), days_of(source)
                if adopted and written and adopted[0] > written[1]:
                    yield at(
                        r,
                        "citations",
                        n,
                        message=f"{instrument.id} was adopted on {instrument.get('adopted')}, after this document.",
                        actual=source.get("date"),
                    )
