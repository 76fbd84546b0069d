"""Divide a document into passages and propose its records, for a person to read, correct and complete."""

import argparse
import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from anchoring.normalise import normalise
from anchoring.readers.files import PLAIN, as_plain, read_text
from corpus.copies.copied import Documents, names_in
from corpus.copies.own_use import repository
from corpus.derive.examples import meaning, modeline
from corpus.derive.tables import write_all
from corpus.edit.drafted_yaml import records_file
from corpus.edit.proposed import draft_records
from corpus.edit.states import new_states, state_files
from corpus.edit.update import scalar
from corpus.model.codebook import WORDS_IN_A_ROW
from corpus.model.dates import bounds
from corpus.model.records import Corpus, read_corpus
from proposals.drafter import Draft, Drafter
from proposals.known import Known
from proposals.particulars import Particulars

from .cli import CannotRun, check_named
from .known import known

# Fields that only a person can fill, in the order of source.yaml.
ASKED = "title source_type authors meeting date date_basis how_to_obtain rights_holder rights_note".split()

PASSAGES = (
    "Passages of the document, in its order; types and names are proposed. start, length, anchor and "
    "fingerprint are computed: scripts/verify.py --update."
)
RECOMMENDATIONS = (
    "Proposed recommendations. None counts until a person has read it, stated it in our words and set review_status."
)


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    if not re.fullmatch(r"[a-z][a-z0-9]*", args.id):
        raise CannotRun(f"--id {args.id}: use only lower-case letters and digits, beginning with a letter")
    folder = args.root / "data" / "records" / "sources" / args.id
    if folder.exists():
        raise CannotRun(
            f"{folder.relative_to(args.root)} already exists; nothing was written. "
            "Choose another --id, or move the folder."
        )
    args.author = list(dict.fromkeys(args.author))
    _check(corpus, args)
    if not args.file.is_file():
        raise CannotRun(
            f"{args.file} is a folder; give the document in it"
            if args.file.is_dir()
            else f"there is no file {args.file}"
        )
    inside = repository(args.file, args.root) or repository(args.file.parent, args.root)  # a link has two places
    if inside:
        raise CannotRun(
            f"the document may not be published: {args.file} is in the repository {inside}. Move it elsewhere."
        )
    text = read_text(args.file).text
    files: dict[Path, bytes] = {}
    coded = args.file
    if args.file.suffix.lower() in PLAIN:
        data = args.file.read_bytes()
    else:
        text = as_plain(text)
        data, coded = text.encode("utf-8"), args.file.with_suffix(".txt")
        if coded.exists() and coded.read_bytes() != data:
            raise CannotRun(f"{coded} already exists and differs; nothing was written. Move that file.")
        files[coded] = data
    sha = hashlib.sha256(data).hexdigest()
    taken = next((s for s in corpus.of("source") if s.get("file_sha256") == sha), None)
    if taken is not None:
        raise CannotRun(f"this document is already the source {taken.id}; nothing was written")
    try:
        facts = known(corpus)
        draft = Drafter(facts, args.id, text, args.author).run()
        parties = (p for r in draft.requests for p in (*r.makers, *r.coded.addressees) if not p.id)
        if states := new_states(corpus, (name for p in parties for name in p.names)):
            facts = replace(facts, actors=(*facts.actors, *states.values()))
            draft = Drafter(facts, args.id, text, args.author).run()
    except ValueError as error:
        raise CannotRun(f"{args.file.name}: {error}") from None
    particulars = _particulars(facts, draft)
    unknown = particulars.unknown()
    kinds = corpus.schemas.kinds
    runs = Documents([draft.text.text], names_in(corpus))
    records, reasons = draft_records(corpus, args.id, draft)
    reasons = {key: [_cut(runs, reason) for reason in of] for key, of in reasons.items()}
    files |= {
        folder / f"{name}.yaml": made.encode("utf-8")
        for name, made in {
            "source": modeline(kinds["source"])
            + "\n"
            + _source(corpus, args, draft, particulars, sha, len(normalise(text))),
            "passages": records_file(kinds["passage"], PASSAGES + _listed(unknown), draft.passages, draft.reasons),
            "recommendations": records_file(kinds["recommendation"], RECOMMENDATIONS, records, reasons),
        }.items()
    }
    files |= {args.root / path: text.encode("utf-8") for path, text in state_files(corpus, states).items()}
    write_all(files)
    _say(args, draft, list(files), coded, len(unknown))
    return 0


def _particulars(known: Known, draft: Draft) -> Particulars:
    """Facts from the document about itself; known names are added to the passages."""
    words = [(p["passage_id"], " ".join(draft.text.original(p["start"], p["length"]).split())) for p in draft.passages]
    particulars = Particulars(known, words, {p["passage_id"]: p["passage_type"] for p in draft.passages})
    for p, (key, said) in zip(draft.passages, words):
        if names := particulars.names(said):
            p["names"] = [{"actor_id": actor, "as_printed": name} for actor, name in names]
            draft.reasons[key].append("names: as their records, or other documents, print them")
    return particulars


def _cut(runs: Documents, reason: str) -> str:
    """A reason in which each run of words of the document is cut to the number that may be published."""
    for _, run in runs.copied(reason):
        first, rest = (r"[\W_]+".join(w) for w in (run.split()[:WORDS_IN_A_ROW], run.split()[WORDS_IN_A_ROW:]))
        reason = re.sub(rf"({first})[\W_]+{rest}", r"\1 …", reason, flags=re.IGNORECASE)
    return reason


def _listed(unknown: dict[str, str]) -> str:
    """Further lines for the head of the passages: names that no record has."""
    if not unknown:
        return ""
    return "\n# Names without a record. Write one for each that asks or is asked, and add it to names:" + "".join(
        f"\n#   {name} ({key})" for name, key in unknown.items()
    )


def _check(corpus: Corpus, args: argparse.Namespace) -> None:
    """Raise CannotRun if an argument names something that does not exist."""
    retired = {str(r.get("retired_id", "")).rsplit("-", 1)[0] for r in corpus.of("retired")}
    if args.id in retired:
        raise CannotRun(f"--id {args.id} has been used before; identifiers are never reused")
    known = [
        *(("--author", a, corpus.index("actors")) for a in args.author),
        ("--meeting", args.meeting, corpus.index("meetings")),
        ("--type", args.type, corpus.vocabularies.get("source-type", {})),
    ]
    for option, value, choices in known:
        if value is not None:
            check_named(value, choices, f"{option} {value}: there is no such record.", "Write its record first.")
    if args.date:
        try:
            bounds(args.date)
        except ValueError as error:
            raise CannotRun(f"--date {args.date}: {error}") from None


def _source(
    corpus: Corpus, args: argparse.Namespace, draft: Draft, particulars: Particulars, sha: str, length: int
) -> str:
    """The text of source.yaml: known values, and comments for those still to be filled in."""
    values = {
        "title": args.title or draft.title or None,
        "source_type": args.type,
        "authors": f"[{', '.join(args.author)}]" if args.author else None,
        "meeting": args.meeting,
        "date": args.date,
    }
    found = {
        "source_type": particulars.kind(),
        "authors": particulars.authors(),
        "meeting": particulars.meeting(),
        "date": particulars.date(),
    }
    lines = [
        "# Proposed by scripts/new_source.py. Fill in each line that begins with a hash, then remove the hash. "
        "scripts/validate.py lists what is missing.",
        f"source_id: {args.id}",
    ]
    for name in ASKED:
        value = values.get(name)
        if value:
            lines.append(f"{name}: {value if name == 'authors' else scalar(' '.join(value.split()))}")
        else:
            lines.append(f"# {name}: {meaning(corpus.schemas.kinds['source'].field(name), corpus)}")
            if suggested := found.get(name):
                lines.append(f"#   perhaps {name}: {suggested.value}, since {suggested.why}")
            elif name == "meeting":
                lines.append("#   the beginning names no meeting that has a record: perhaps write its record first")
        if name == "authors":
            lines.append("language: en" if draft.english else "# language: the code of its language, for example fr")
    lines += [
        f"file_sha256: {scalar(sha)}",
        f"length: {length}",
        "# Parts by who drafted them; own-document, note-taker, rapporteur or compiled.",
        "layers:",
        "  - layer: whole",
        "    title: Whole document",
        "    how_recorded: own-document",
        "    dated_by: document",
        f"    first_passage: {draft.passages[0]['passage_id']}",
    ]
    for n, layer in enumerate(particulars.layers(), 2):
        lines += [
            f"# Perhaps a separate part, since {layer.passage} is {layer.why}. The part that was drafted first "
            "comes first.",
            f"#  - layer: part-{n}",
            f"#    title: {scalar(layer.title)}",
            f"#    how_recorded: {layer.how_recorded}",
            "#    dated_by: document",
            f"#    first_passage: {layer.passage}",
        ]
    return "\n".join(lines) + "\n"


def _say(args: argparse.Namespace, draft: Draft, written: list[Path], coded: Path, unknown: int) -> None:
    types = Counter(p["passage_type"] for p in draft.passages)
    print(
        f"{args.file.name}: {len(draft.passages)} passages ("
        + ", ".join(f"{n} {t}" for t, n in types.most_common())
        + f"), {len(draft.requests)} proposed recommendations"
    )
    for path in written:
        print(f"written: {path.relative_to(args.root) if path.is_relative_to(args.root) else path}")
    for warning in draft.warnings:
        print(f"warning: {warning}")
    if unknown:
        print(f"names without a record: {unknown}, listed at the top of passages.yaml")
    print(
        f"Keep {coded.name}: it is the copy that was coded. Next: complete source.yaml, read every proposal against "
        "the document, then run scripts/validate.py."
    )
