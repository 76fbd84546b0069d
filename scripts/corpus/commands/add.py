"""Propose a missing recommendation: find its words in your copy, and write a proposed record."""

import argparse
import sys
import unicodedata
from dataclasses import replace
from typing import Any

from anchoring.span_fields import MOST_PRINTED, PRINTED, letters_printed, span_fields
from corpus.copies.copied import Documents, names_in
from corpus.copies.matching import Copy
from corpus.copies.missed import NotFound, Span, find_span
from corpus.derive.derived import share_printed
from corpus.derive.examples import MODELINE, modeline
from corpus.derive.relations import layer_of
from corpus.derive.tables import write_all
from corpus.edit.proposed import proposed_record
from corpus.edit.states import new_states, state_files
from corpus.edit.update import record_lines
from corpus.model.codebook import LEAST_WORDS, MOST_WORDS, STATEMENT_WORDS, WORDS_IN_A_ROW
from corpus.model.records import Corpus, Record, read_corpus
from corpus.model.yaml_reader import read_yaml
from corpus.rules.registry import errors_in
from proposals.codes import Proposer

from .cli import CannotRun, check_named
from .documents import own_copies
from .known import known
from .sound import read_sound


def main(args: argparse.Namespace) -> int:
    corpus = read_sound(args.root)
    args.made_by, args.addressed_to = list(dict.fromkeys(args.made_by)), list(dict.fromkeys(args.addressed_to))
    sources, actors = corpus.index("sources"), corpus.index("actors")
    said = f"--source {args.source}: there is no such source."
    check_named(args.source, sources, said, f"They are: {', '.join(sources)}")
    first_used = [a.replace("-", " ") for a in (*args.made_by, *args.addressed_to) if a not in actors]
    named = {*actors, *(state.id for state in new_states(corpus, first_used).values())}
    for option, given in (("--made-by", args.made_by), ("--addressed-to", args.addressed_to)):
        for actor in given:
            check_named(actor, named, f"{option} {actor}: there is no such actor.", "See data/records/actors/.")
    source = sources[args.source]
    _check_statement(args)
    matched = own_copies(corpus, args.document)
    if source.id not in matched or matched[source.id].is_part:
        raise CannotRun(f"{args.document} has no {'whole ' if source.id in matched else ''}copy of {source.id}")
    text = sys.stdin.read() if args.text == "-" else args.text
    taken = Documents([matched[source.id].normalised.text], names_in(corpus)).copied(args.in_our_words or "")
    for _, run in taken:
        print(
            f"add: the statement has “{run}” from the document; nothing was written. Use other words, except for "
            f"names and terms of art (at most {WORDS_IN_A_ROW} words in a row).",
            file=sys.stderr,
        )
        return 1
    try:
        span = find_span(corpus, source.id, matched[source.id], text)
        _check_free(corpus, span)
    except NotFound as error:
        print(f"add: {error}.", file=sys.stderr)
        return 1
    facts = known(corpus)
    asked, _, _ = Proposer(facts).addressees(" ".join(span.words.split()))
    states = new_states(corpus, [*first_used, *(name for party in asked if not party.id for name in party.names)])
    proposer = Proposer(replace(facts, actors=(*facts.actors, *states.values())))
    record, reasons = _record(corpus, source, matched[source.id], span, args, proposer)
    used = {*record.get("made_by", ()), *record["addressed_to"]}
    made = state_files(corpus, {code: state for code, state in states.items() if state.id in used})
    path, first, last = _write(corpus, source, record, reasons, made)
    for state in made:
        print(f"written: {state}")
    print(
        f"written: {path}: {record['recommendation_id']} in {span.passage.id}, "
        f"{span.length} letters and digits from {span.start}"
    )
    for reason in reasons:
        print(f"  {reason}")
    print(
        "The record is proposed and stays out of the tables. Next: read these proposals, "
        f"correct them in {path}, and run {'scripts/build.py and ' if made else ''}scripts/validate.py."
    )
    print(f"To undo this, delete lines {first} to {last} of that file{''.join(f', and {s}' for s in made)}.")
    return 0


def _check_statement(args: argparse.Namespace) -> None:
    for option, given in (("--in-our-words", args.in_our_words), ("--contact", args.contact)):
        if any("\ud800" <= c <= "\udfff" for c in given or ""):  # bytes that are invalid in the terminal's encoding
            raise CannotRun(f"{option} is not UTF-8 text")
    words = [w for w in (args.in_our_words or "").split() if any(map(str.isalnum, w))]
    if args.in_our_words is not None and not LEAST_WORDS <= len(words) <= MOST_WORDS:
        raise CannotRun(f"--in-our-words has {len(words)} words; write {STATEMENT_WORDS}")
    if args.contact is not None and not 1 <= len(" ".join(args.contact.split())) <= 200:
        raise CannotRun("--contact: give up to 200 characters")


def _check_free(corpus: Corpus, span: Span) -> None:
    """Raise NotFound if a record already has some of these words."""
    for r in corpus.of("recommendation"):
        if (
            r.get("passage") == span.passage.id
            and r.get("span_start") < span.start + span.length
            and span.start < r.get("span_start") + r.get("span_length")
        ):
            these = "these" if r.get("span_start") == span.start else "some of these"
            told = f"{r.id} ({r.get('review_status')}) already has {these} words: {r.get('in_our_words')}"
            raise NotFound(told.rstrip("."))


def _record(
    corpus: Corpus, source: Record, copy: Copy, span: Span, args: argparse.Namespace, p: Proposer
) -> tuple[dict[str, Any], list[str]]:
    """The proposed record and the reasons for its codes."""
    words = " ".join(span.words.split())
    others = corpus.of_source("recommendation", source.id)
    beside = [r for r in others if r.get("passage") == span.passage.id]
    before = [r for r in others if r.get("span_start") < span.start]
    near = beside or sorted(before, key=lambda r: r.get("span_start"))[-1:]
    how = layer_of(corpus).get(span.passage.id, {}).get("how_recorded")
    made = (
        args.made_by
        or (list(near[0].items("made_by")) if near else [])
        or (list(source.items("authors")) if how in ("own-document", "note-taker") else [])
    )
    given = [p.parties.actor(a) for a in args.addressed_to]
    asked = (given, "stated", "given by the person who proposed it") if given else p.addressees(words)
    coded = p.coded(words, source.id, p.strength(words), asked, p.themes(words))
    key = _free_id(corpus, source.id)
    computed = span_fields(copy.normalised, span.at, span.length, span.start)
    if share_printed(source, corpus) + letters_printed(computed) / source.get("length") > MOST_PRINTED:
        computed |= dict.fromkeys(PRINTED)  # this document is short: more of its words would exceed the limit
    statement = unicodedata.normalize("NFC", " ".join((args.in_our_words or "").split())).rstrip(" .!?…")
    contact = f" Contact: {unicodedata.normalize('NFC', ' '.join(args.contact.split()))}" if args.contact else ""
    stated = {"in_our_words": f"{statement[0].upper()}{statement[1:]}."} if statement else {}
    record = proposed_record(
        corpus,
        key,
        coded,
        made_by=made,
        session=near[0].get("session") if near else None,
        passage=span.passage.id,
        place=f"In {span.passage.id}, from letter {span.start - span.passage.get('start') + 1}",
        coding_note="Proposed by a reader. Codes, keywords and location were proposed by a command; an editor is to "
        f"decide them.{contact}",
        **stated,
        **computed,
    )
    type_ = span.passage.get("passage_type")
    other = f"passage {span.passage.id} has the type {type_}: change it to recommendation if this is one"
    reasons = [
        *([] if type_ == "recommendation" else [other]),
        f"made by {', '.join(made) or 'nobody named'}: "
        f"{'given' if args.made_by else 'as the records beside it, or the author of the source'}",
        *coded.reasons,
    ]
    return record, reasons


def _free_id(corpus: Corpus, source: str) -> str:
    """The next number in the source that was never used for a recommendation."""
    names = [r.id for r in corpus.of("recommendation")] + [str(r.get("retired_id", "")) for r in corpus.of("retired")]
    numbers = [
        int(n.rsplit("-r", 1)[1]) for n in names if n.startswith(f"{source}-r") and n.rsplit("-r", 1)[1].isdigit()
    ]
    if max(numbers, default=0) >= 9999:
        raise CannotRun(f"{source} has no number left")
    return f"{source}-r{max(numbers, default=0) + 1:03}"


def _write(
    corpus: Corpus, source: Record, record: dict[str, Any], reasons: list[str], beside: dict[str, str]
) -> tuple[str, int, int]:
    """Insert the record in its file, before the first record that is later in the document.

    The files ``beside`` are written with it.
    Returns the path, and the first and last line of the inserted text.
    """
    path = source.file.path.rsplit("/", 1)[0] + "/recommendations.yaml"
    file, kind = next((f for f in corpus.files if f.path == path), None), corpus.schemas.kinds["recommendation"]
    text = file.text if file and file.text else f"{modeline(kind)}\n# Recommendations of the document, in its order."
    lines = text.rstrip("\n").split("\n")
    head = 1 + lines[0].startswith(MODELINE)  # lines that belong to the file
    later = [r for r in corpus.of("recommendation") if r.file is file and r.get("span_start") > record["span_start"]]
    keys = [r.file.reading.key_marks[(*r.base, "recommendation_id")].line for r in later]
    at = min(keys, default=len(lines) + 1) - 1
    while keys and at > head and lines[at - 1].startswith("#"):  # keep comments with their record
        at -= 1
    before, after = lines[:at], lines[at:]
    while before and not before[-1].strip():
        before.pop()
    before += [""] if before and (after or at > head) else []
    block = record_lines(record, reasons)
    text = "\n".join([*before, *block, *([""] if after else []), *after]) + "\n"
    value = read_yaml(text).value
    if (
        not isinstance(value, list)
        or record not in value
        or len(value) != len(file.reading.value or [] if file else []) + 1
    ):
        raise CannotRun(f"cannot add to {path}: write each record as a list item on its own lines")
    _write_valid(corpus, {path: text, **beside})
    return path, len(before) + 1, len(before) + len(block)


def _write_valid(corpus: Corpus, files: dict[str, str]) -> None:
    """Write record files; if the records are then invalid, restore all files and raise CannotRun."""
    places = {corpus.root / path: text.encode("utf-8") for path, text in files.items()}
    before = {place: place.read_bytes() for place in places if place.is_file()}
    write_all(places)
    if wrong := errors_in(read_corpus(corpus.root)):
        for place in places.keys() - before.keys():
            place.unlink()
        write_all(before)
        raise CannotRun(
            f"the record would not be valid with these words; nothing was written. {wrong[0].code}: {wrong[0].message}"
        )
