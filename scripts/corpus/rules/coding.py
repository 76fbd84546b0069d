"""Stage corpus, second part: what the codebook says of codes, and how facts are known."""

from __future__ import annotations

from collections.abc import Iterator

from anchoring.span_fields import MOST_PRINTED
from corpus.derive.derived import printed_share
from corpus.model.records import Record
from dpcheck.problem import Problem

from .context import Context, at
from .registry import rule

# A theme that names a mode of acting, and the action that it would only repeat.
MODE_THEMES = {
    "awareness": "raise-awareness",
    "research-data": "research",
    "monitoring-evaluation": "monitor",
    "professional-capacity": "train",
    "exchange-of-practice": "cooperate",
}
GROUPS = ("forum", "group")  # makers who may speak as "we" and ask their own members
# Fields that readers look for: filled, or an entry of "How we know" says why not.
LOOKED_FOR = {
    "source": ("symbol", "address"),
    "meeting": ("date", "city", "country"),
    "instrument": ("adopted", "address"),
}
LOOKED_FOR_IN_BODIES = ("country", "website")
BODIES = (
    "intergovernmental-organisation",
    "osce-body",
    "un-body",
    "eu-body",
    "field-operation",
    "ngo",
    "academic-institution",
)


@rule("C021", "error", "corpus")
def further_themes_name_subjects(ctx: Context) -> Iterator[Problem]:
    """A further theme does not repeat the action.

    Themes such as awareness or research name a mode of acting; as a second theme beside the same
    action they say nothing. As the primary theme they stand where no other subject has a code.

    **Bad:** `type_of_action: train` with `themes: [identification, professional-capacity]`.

    **Good:** `type_of_action: train` with `themes: [identification]`.
    """
    for r in ctx.sound("recommendation"):
        for n, theme in enumerate(r.items("themes")):
            if n and MODE_THEMES.get(theme) == r.get("type_of_action"):
                yield at(
                    r,
                    "themes",
                    n,
                    message=f"The theme {theme} only repeats the action {r.get('type_of_action')}.",
                    actual=theme,
                    hint="Leave it out.",
                )


@rule("C022", "error", "corpus")
def implied_addressees(ctx: Context) -> Iterator[Problem]:
    """Where nobody is named, the addressee is participating-states or everyone.

    So says the codebook, because whoever infers more than that invents. Only a group that speaks as
    "we" asks its own members.

    **Bad:** `addressed_to: [ngos]` with `addressee_basis: implied` in a delegation's list.

    **Good:** `addressed_to: [everyone]` there.
    """
    for r in ctx.sound("recommendation"):
        makers = [ctx.corpus.find("actors", a) for a in r.items("made_by")]
        group = any(m is not None and m.get("actor_type") in GROUPS for m in makers)
        if (
            r.get("addressee_basis") == "implied"
            and not group
            and r.items("addressed_to") not in (["participating-states"], ["everyone"])
        ):
            yield at(
                r,
                "addressed_to",
                message="These addressees cannot be implied.",
                expected="participating-states or everyone",
                actual=", ".join(r.items("addressed_to")),
                hint="Say where they are named (addressee_basis), or take one of the two.",
            )


@rule("C023", "error", "corpus")
def session_is_narrower(ctx: Context) -> Iterator[Problem]:
    """A session is part of the meeting of its source, and not that meeting itself.

    The meeting as a whole follows from the source; `session` says where in it.

    **Bad:** `session: hdim-2007` in a source of that meeting.

    **Good:** `session: hdim-2007-ws12`, or no session where the document supports none.
    """
    meetings = ctx.corpus.index("meetings")

    def top(key: str | None) -> str | None:
        seen: set[str] = set()
        while key in meetings and meetings[key].sound and key not in seen:
            seen.add(key)
            parent = meetings[key].get("parent")
            if parent is None or parent in meetings and meetings[parent].get("meeting_type") == "series":
                return key
            key = parent
        return None  # other rules say why

    for r in ctx.sound("recommendation"):
        session, source = r.get("session"), ctx.corpus.find("sources", r.get("source"))
        if session not in meetings or source is None or not source.sound:
            continue
        whole = top(source.get("meeting"))
        if whole is None or top(session) is None:
            continue
        if session == whole:
            yield at(
                r,
                "session",
                message=f"{session} is the meeting as a whole.",
                hint="Leave session out, or name the session.",
            )
        elif top(session) != whole:
            yield at(
                r,
                "session",
                message=f"{session} is not part of the meeting of this source.",
                expected=f"a part of {whole}",
                actual=session,
            )


@rule("C024", "error", "corpus")
def little_is_printed(ctx: Context) -> Iterator[Problem]:
    """The first and last words of the recommendations of a document are a small part of it.

    They are printed so that a place can be found, not so that a document can be read. The share
    stands in the column `printed_share` of the sources.

    **Bad:** a document of thirty short requests, each with its first and last three words.

    **Good:** at most a fifth of the letters and digits of a document, all places together.
    """
    for source in ctx.sound("source"):
        if not ctx.whole("recommendation", source.id):
            continue
        share = printed_share(source, ctx.corpus)
        if share > MOST_PRINTED:
            yield at(
                source,
                "source_id",
                message="Too much of this document is printed.",
                expected=f"at most {MOST_PRINTED:.0%}",
                actual=f"{share:.1%}",
            )


@rule("C025", "error", "corpus")
def empty_fields_explained(ctx: Context) -> Iterator[Problem]:
    """A field that readers will look for is filled, or *How we know* says what was sought.

    An empty cell could mean that there is nothing, that nobody looked, or that nobody found it.

    **Bad:** an instrument without `adopted` and without a word about it.

    **Good:** an entry with `field: adopted`, `basis: unknown` and a note.
    """
    for kind, fields in LOOKED_FOR.items():
        for r in ctx.sound(kind):
            if r.get("meeting_type") != "series" and r.get("instrument_type") != "body-of-texts":
                yield from _unexplained(r, fields)
    for r in ctx.sound("actor"):
        if r.get("actor_type") in BODIES:
            yield from _unexplained(r, LOOKED_FOR_IN_BODIES)


def _unexplained(r: Record, fields: tuple[str, ...]) -> Iterator[Problem]:
    explained = {fact["field"] for fact in r.items("facts")}
    for name in fields:
        if r.get(name) is None and name not in explained:
            yield at(
                r,
                message=f"{name} is empty and nothing says why.",
                hint=f"Fill it, or add to facts: field: {name}, basis: unknown, and what was sought.",
            )
