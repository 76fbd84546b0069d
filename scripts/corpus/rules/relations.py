"""Stage corpus, third part: how recommendations derive from each other."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model.records import Record
from dpcheck.problem import Problem

from .context import Context, at
from .registry import rule
from .requests import days_of, layers_of_passages


@rule("C007", "error", "corpus")
def restatements_agree(ctx: Context) -> Iterator[Problem]:
    """What restates another recommendation has its action and primary theme, or a note says why not.

    **Bad:** a restatement coded `assist` of a recommendation coded `establish`, without a word.

    **Good:** the same code, or `note: Drops the fund and keeps the service.` on the relation.
    """
    index = ctx.corpus.index("recommendations")
    for r in ctx.sound("recommendation"):
        for n, link in enumerate(r.items("relations")):
            origin = index.get(link["origin_id"])
            if link["relation"] != "restates" or link.get("note") or origin is None or not origin.sound:
                continue
            action = ("action", r.get("type_of_action"), origin.get("type_of_action"))
            theme = ("primary theme", r.items("themes")[0], origin.items("themes")[0])
            for what, mine, theirs in (action, theme):
                if mine != theirs:
                    yield at(
                        r,
                        "relations",
                        n,
                        message=f"This restates {origin.id}, which has another {what}.",
                        expected=theirs,
                        actual=mine,
                        hint="Code both alike, or add a note that says what differs.",
                    )


def _order(r: Record, layers: dict, ctx: Context) -> tuple:
    days = days_of(ctx.corpus.find("sources", r.get("source")))
    return (days[0] if days else None, layers.get(r.get("passage"), {}).get("drafting_order"), r.get("span_start"))


@rule("C008", "error", "corpus")
def relations_point_back(ctx: Context) -> Iterator[Problem]:
    """A relation leads from the later recommendation to the earlier one, by drafting order.

    Within a document the order of its layers decides, then the place; between documents their dates.

    **Bad:** a note-taker's item that restates the rapporteur's summary drafted from it.

    **Good:** the summary restates the item.
    """
    index, layers = ctx.corpus.index("recommendations"), layers_of_passages(ctx)
    for r in ctx.sound("recommendation"):
        for n, link in enumerate(r.items("relations")):
            origin = index.get(link["origin_id"])
            if origin is None or not origin.sound:
                continue
            if origin.id == r.id:
                yield at(r, "relations", n, "origin_id", message="A recommendation cannot derive from itself.")
            elif _same_family(r, origin):
                yield at(
                    r,
                    "relations",
                    n,
                    "origin_id",
                    message=f"{origin.id} is its parent or child: such pairs are not linked.",
                )
            elif _forward(r, origin, layers, ctx):
                yield at(
                    r,
                    "relations",
                    n,
                    "origin_id",
                    message=f"{origin.id} was drafted later than this.",
                    hint="Link from the later one to the earlier one.",
                )


def _forward(r: Record, origin: Record, layers: dict | None, ctx: Context) -> bool:
    """Whether a relation leads to what was drafted later."""
    if layers is None:
        return False
    mine, theirs = _order(r, layers, ctx), _order(origin, layers, ctx)
    if None in (*mine, *theirs):
        return False  # other rules say why
    return mine[1:] <= theirs[1:] if r.get("source") == origin.get("source") else mine[0] < theirs[0]


def _same_family(a: Record, b: Record) -> bool:
    return a.get("part_of") == b.id or b.get("part_of") == a.id


@rule("C009", "error", "corpus")
def addressees_changed_is_true(ctx: Context) -> Iterator[Problem]:
    """`addressees_changed` is true exactly where the later recommendation names an addressee that the earlier one does not.

    `everyone` in the later one does not count.

    **Bad:** `addressees_changed: false` from {participating-states} to {participating-states, ngos}.

    **Good:** `addressees_changed: true`.
    """
    index = ctx.corpus.index("recommendations")
    for r in ctx.sound("recommendation"):
        for n, link in enumerate(r.items("relations")):
            origin = index.get(link["origin_id"])
            if origin is None or not origin.sound:
                continue
            changed = bool(set(r.items("addressed_to")) - set(origin.items("addressed_to")) - {"everyone"})
            if changed != link["addressees_changed"]:
                message = f"Compared with {origin.id} the addressees have {'' if changed else 'not '}changed."
                yield at(
                    r,
                    "relations",
                    n,
                    "addressees_changed",
                    message=message,
                    expected=str(changed).lower(),
                    actual=str(not changed).lower(),
                )


@rule("C010", "error", "corpus")
def consolidates_several(ctx: Context) -> Iterator[Problem]:
    """What consolidates merges at least two others, one row each.

    **Bad:** one relation `consolidates`.

    **Good:** two of them, or one `restates` or `elaborates`.
    """
    for r in ctx.sound("recommendation"):
        places = [n for n, link in enumerate(r.items("relations")) if link["relation"] == "consolidates"]
        if len(places) == 1:
            yield at(
                r,
                "relations",
                places[0],
                "relation",
                message="This consolidates only one other recommendation.",
                hint="Add the others, or say restates or elaborates.",
            )


@rule("C020", "error", "corpus")
def no_relation_cycles(ctx: Context) -> Iterator[Problem]:
    """No chain of relations leads back to where it began.

    **Bad:** r002 restates r001, and r001 elaborates r002.

    **Good:** one of the two, from the later to the earlier.
    """
    index = {r.id: r for r in ctx.sound("recommendation")}
    layers = layers_of_passages(ctx)

    def goes_back(r: Record, link: dict) -> bool:  # C008 speaks of the others
        origin = index.get(link["origin_id"])
        return origin is not None and origin is not r and not _forward(r, origin, layers, ctx)

    links = {r.id: [n for n, link in enumerate(r.items("relations")) if goes_back(r, link)] for r in index.values()}
    done: set[str] = set()
    for start in links:
        chain, ways = [start], [iter(links[start])]  # depth first, without recursion: chains may be long
        while chain and chain[-1] not in done:
            name = chain[-1]
            n = next(ways[-1], None)
            if n is None:
                done.add(name)
                chain.pop(), ways.pop()
                continue
            origin = index[name].items("relations")[n]["origin_id"]
            if origin in chain:
                circle = [*chain[chain.index(origin) :], origin]
                yield at(
                    index[name],
                    "relations",
                    n,
                    "origin_id",
                    message=f"These relations lead round in a circle: {' → '.join(circle)}.",
                    hint="Remove the one that does not point back.",
                )
            elif origin not in done:
                chain.append(origin), ways.append(iter(links[origin]))
