"""Rules on relations: how recommendations derive from each other."""

from collections.abc import Iterator

from corpus.model.records import Record

from .context import Context, Problems, at
from .registry import rule
from .requests import primary_codes


def _links(ctx: Context, r: Record) -> Iterator[tuple[int, dict, Record]]:
    """The relations of a recommendation to sound ones: number, relation, and target."""
    for n, link in enumerate(r.items("relations")):
        if origin := ctx.find("recommendations", link["origin_id"]):
            yield n, link, origin


@rule("C007", each="recommendation", hint="Code both alike, or add a note on what differs.")
def restatements_agree(ctx: Context, r: Record) -> Problems:
    for n, link, origin in _links(ctx, r):
        if link["relation"] != "restates" or link.get("note"):
            continue
        for (what, mine), (_, theirs) in zip(primary_codes(r).values(), primary_codes(origin).values()):
            if mine != theirs and None not in (mine, theirs):  # a proposed record may have no action yet
                yield at(r, ("relations", n), f"This restates {origin.id}, but has a different {what}.", theirs, mine)


@rule("C008", each="recommendation")
def relations_point_back(ctx: Context, r: Record) -> Problems:
    for n, _, origin in _links(ctx, r):
        place = ("relations", n, "origin_id")
        if origin.id == r.id:
            yield at(r, place, "A recommendation cannot derive from itself.")
        elif r.get("part_of") == origin.id or origin.get("part_of") == r.id:
            yield at(r, place, f"{origin.id} is its parent or child: such pairs are not linked.")
        elif _forward(ctx, r, origin):
            hint = "Link from the later one to the earlier one."
            yield at(r, place, f"{origin.id} was drafted later than this one.", hint=hint)


def _forward(ctx: Context, r: Record, origin: Record) -> bool:
    """Whether the target of a relation was drafted later."""
    if ctx.layers is None:
        return False
    mine, theirs = _order(ctx, r), _order(ctx, origin)
    if None in (*mine, *theirs):
        return False  # other rules report the reason
    return mine[1:] <= theirs[1:] if r.get("source") == origin.get("source") else mine[0] < theirs[0]


def _order(ctx: Context, r: Record) -> tuple:
    days, layer = ctx.days(ctx.find("sources", r.get("source"))), (ctx.layers or {}).get(r.get("passage"), {})
    return days and days[0], layer.get("drafting_order"), r.get("span_start")


@rule("C009", each="recommendation")
def addressees_changed_is_true(ctx: Context, r: Record) -> Problems:
    for n, link, origin in _links(ctx, r):
        changed = bool(set(r.items("addressed_to")) - set(origin.items("addressed_to")) - {"everyone"})
        if changed != link["addressees_changed"] and not any(ctx.misspelt(x, "addressed_to") for x in (r, origin)):
            message = f"Compared with {origin.id}, the addressees have {'' if changed else 'not '}changed."
            words = (str(changed).lower(), str(not changed).lower())
            yield at(r, ("relations", n, "addressees_changed"), message, *words)


@rule("C010", each="recommendation", hint="Add the others, or write restates or elaborates.")
def consolidates_several(ctx: Context, r: Record) -> Problems:
    places = [n for n, link in enumerate(r.items("relations")) if link["relation"] == "consolidates"]
    if len(places) == 1:
        yield at(r, ("relations", places[0], "relation"), "This consolidates only one other recommendation.")


@rule("C020", hint="Remove the one that does not point back.")
def no_relation_cycles(ctx: Context) -> Problems:
    index = {r.id: r for r in ctx.sound("recommendation")}
    links = {  # C008 reports the others
        r.id: [(n, o.id) for n, _, o in _links(ctx, r) if o is not r and not _forward(ctx, r, o)]
        for r in index.values()
    }
    done: set[str] = set()
    for start in links:
        chain, ways = [start], [iter(links[start])]  # depth first, without recursion: chains may be long
        while chain and chain[-1] not in done:
            name = chain[-1]
            n, origin = next(ways[-1], (None, ""))
            if n is None:
                done.add(name)
                chain.pop()
                ways.pop()
            elif origin in chain:
                circle = " → ".join([*chain[chain.index(origin) :], origin])
                message = f"These relations form a circle: {circle}."
                yield at(index[name], ("relations", n, "origin_id"), message)
            elif origin not in done:
                chain.append(origin)
                ways.append(iter(links[origin]))
