"""What is derived: same requests, dates, layers and other columns that nobody writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from table_parts import built, rows, tables_of

from corpus.derive.relations import clusters, same_requests
from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from helpers import ROOT, change, run

# What is derived


class Stub(dict):
    """A recommendation as far as same_requests looks at it."""

    @property
    def id(self) -> str:
        return self["id"]

    def items(self, name: str = "") -> list:
        return self.get(name) or []


def stubs(links: list[tuple[int, int]], size: int, relation: str = "restates") -> list[Stub]:
    relations = {n: [{"origin_id": f"r{b}", "relation": relation} for a, b in links if a == n] for n in range(size)}
    return [
        Stub(id=f"r{n}", passage=f"p{n % 3}", source="s", span_start=100 - n, relations=relations[n])
        for n in range(size)
    ]


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n)), max_size=12))
    )
)
@example((3, [(1, 0), (2, 0)]))
@example((2, [(0, 1), (1, 0)]))  # a circle, which a rule refuses
@example((2, [(0, 2)]))  # an origin that is not published
def test_same_requests_are_connected_and_have_one_name(made: tuple[int, list[tuple[int, int]]]) -> None:
    size, links = made
    published = stubs(links, size)
    when = {r.id: (f"2007-0{1 + n % 2}-01",) for n, r in enumerate(published)}
    layers = {f"p{n}": {"drafting_order": n} for n in range(3)}
    same = same_requests(published, when, layers)
    # The second opinion: walk along links in both directions.
    near = {n: {b for a, b in links if a == n} | {a for a, b in links if b == n} for n in range(size)}
    for n in range(size):
        component, edge = {n}, {n}
        while edge := {m for k in edge for m in near.get(k, ()) if m < size} - component:
            component |= edge
        assert {same[f"r{m}"] for m in component} == {same[f"r{n}"]}
        assert {m for m in range(size) if same[f"r{m}"] == same[f"r{n}"]} == component
        chosen = int(same[f"r{n}"][1:])
        assert chosen in component
        own = [m for m in component if not any(a == m and b < size for a, b in links)]
        if own:
            assert chosen in own
            assert (when[f"r{chosen}"], chosen % 3, 100 - chosen) == min((when[f"r{m}"], m % 3, 100 - m) for m in own)


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ({"day": "2007-01-02"}, {"day": "2007-01-01"}, "b"),
        ({"day": "2007-01-01"}, {"day": "2007-01-02", "order": 1, "start": 1}, "a"),
        ({"order": 2, "start": 1}, {"order": 1, "start": 9}, "b"),
        ({"start": 5}, {"start": 4}, "b"),
        ({"start": 4}, {"start": 5}, "a"),
    ],
)
def test_who_stands_for_a_same_request(a: dict, b: dict, first: str) -> None:
    """c restates a and b: among the two the date decides, then the drafting order, then the place."""
    published = [
        Stub(id=n, passage=f"p{n}", source="s", span_start=x.get("start", 1), relations=[])
        for n, x in (("a", a), ("b", b))
    ]
    published.append(
        Stub(
            id="c",
            passage="pc",
            source="s",
            span_start=0,
            relations=[{"origin_id": n, "relation": "restates"} for n in "ab"],
        )
    )
    when = {"a": (a.get("day", "2007-01-01"),), "b": (b.get("day", "2007-01-01"),), "c": ("1999-01-01",)}
    layers = {f"p{n}": {"drafting_order": x.get("order", 1)} for n, x in (("a", a), ("b", b))}
    assert same_requests(published, when, layers) == dict.fromkeys("abc", first)


@pytest.mark.parametrize("relation", ["elaborates", "follows-up", "consolidates"])
def test_other_relations_do_not_make_a_same_request(relation: str) -> None:
    assert same_requests(stubs([(1, 0)], 2, relation), {"r0": ("",), "r1": ("",)}, {}) == {"r0": "r0", "r1": "r1"}


def test_clusters_of_many_links() -> None:
    names = [f"n{k:03}" for k in range(300)]
    groups = clusters(names, [(names[k], names[k - 2]) for k in range(299, 1, -1)])
    assert groups["n000"] == names[::2] and groups["n001"] == names[1::2]


def test_count_once_in_the_good_repository(good_once: Path) -> None:
    tables = tables_of(good_once)
    of = {r["recommendation_id"]: (r["same_request_id"], r["count_once"]) for r in rows(tables, "recommendations")}
    assert of["watch2005-r003"] == ("watch2005-r003", True)
    assert of["watch2005-r002"] == ("watch2005-r003", False)  # restates it
    assert of["watch2005-r001"] == ("watch2005-r001", True)  # merges two others, and is a request of its own
    counted = [same for same, once in of.values() if once]
    assert len(counted) == len(set(counted)) == 9
    assert set(counted) == {same for same, _ in of.values()}


def test_derived_columns_in_the_good_repository(good_once: Path) -> None:
    tables = tables_of(good_once)
    (summary,) = rows(tables, "recommendations", recommendation_id="watch2005-r001")
    (note,) = rows(tables, "recommendations", recommendation_id="watch2005-r003")
    # The summary is dated by the document, whose date is not known to the day; the notes by the session.
    assert [summary[k] for k in ("date", "date_earliest", "date_latest", "year")] == [
        "[2005-05-12..2005-06-30]",
        "2005-05-12",
        "2005-06-30",
        2005,
    ]
    assert [note[k] for k in ("date", "date_earliest", "date_latest", "year")] == [
        "2005-05-11",
        "2005-05-11",
        "2005-05-11",
        2005,
    ]
    assert (summary["how_recorded"], note["how_recorded"]) == ("rapporteur", "note-taker")
    assert note["meeting"] == summary["meeting"] == "river-watch-2005"  # not the series above it, not the session
    assert (note["theme"], note["other_themes"], note["page"]) == (
        "lighting",
        None,
        "recommendations/watch2005-r003.html",
    )
    recorded = {
        r["recommendation_id"]: r["actor_id"] for r in rows(tables, "recommendation_actors", role="recorded-by")
    }
    assert (
        recorded["watch2005-r001"] == "rapporteur-2005"
        and recorded["watch2005-r003"] == "note-takers-2005"
        and "lakes2006-r001" not in recorded
    )
    layers = {r["passage_id"]: r["layer"] for r in rows(tables, "passages")}
    assert layers["watch2005-p011"] == "summary" and layers["watch2005-p012"] == "annex"
    assert [r["drafting_order"] for r in rows(tables, "source_layers", source="watch2005")] == [1, 2]


def test_the_year_is_empty_where_the_bounds_span_years(good: Path) -> None:
    change(
        good / "data/records/sources/watch2005/source.yaml",
        ('"[2005-05-12..2005-06-30]"', '"[2005-05-12..2006-06-30]"'),
    )
    (summary,) = rows(tables_of(good), "recommendations", recommendation_id="watch2005-r001")
    assert (summary["year"], summary["date_latest"]) == (None, "2006-06-30")


@pytest.mark.parametrize("own", [pytest.param(True, marks=pytest.mark.data), False])
def test_labels_and_keys_come_from_the_link_tables(own: bool, good_once: Path) -> None:
    corpus = read_corpus(ROOT if own else good_once)
    tables = build_tables(corpus)
    links, terms = ([r.cells for r in tables[f"recommendation_{n}"].rows] for n in ("actors", "terms"))
    seen = marked = 0
    for row in (r.cells for r in tables["recommendations"].rows):
        for column in ("addressed_to", "made_by", "on_behalf_of", "in_cooperation_with", "recorded_by"):
            linked = {
                r["actor_id"]: r["actor"]
                for r in links
                if (r["recommendation_id"], r["role_code"]) == (row["recommendation_id"], column.replace("_", "-"))
            }
            keys, labels = ((row[n] or "").split("; ") for n in (f"{column}_id", column))
            inferred = {  # said behind each label, and nowhere else
                k: column == "addressed_to" and row["addressee_basis_code"] == "implied" and k != "everyone"
                for k in keys
            }
            marked += sum(inferred.values())
            linked = {k: label + " (inferred)" * inferred[k] for k, label in linked.items()}
            assert dict(zip(keys, labels)) == (linked or {"": ""})
            assert all(corpus.label("actors", k) == label.removesuffix(" (inferred)") for k, label in linked.items())
            seen += len(linked)
        themes = [t for t in terms if (t["recommendation_id"], t["vocabulary"]) == (row["recommendation_id"], "theme")]
        assert [(t["code"], t["label"]) for t in themes if t["rank"] == 1] == [(row["theme_code"], row["theme"])]
    assert seen > 5 and (marked > 0) == own


def test_citations_are_numbered_in_their_passage(good: Path) -> None:
    folder = good / "data/records/sources/lakes2006"
    more = "    - instrument_id: flood-protocol\n      relation: recall\n      as_printed: Flood\n"
    change(
        folder / "recommendations.yaml",
        ("      as_printed: River Charter\n", f"      as_printed: River Charter\n{more}"),
    )
    last = "  fingerprint: 5bc3bd70068ca576885f04f14838734d\n"
    change(
        folder / "passages.yaml",
        (last, f"{last}  citations:\n    - instrument_id: river-charter\n      as_printed: Charter\n"),
    )
    found = rows(tables_of(good), "citations")
    assert (
        [(r["passage_id"], r["number"], r["recommendation_id"], r["instrument_id"], r["source"]) for r in found]
        == [
            ("lakes2006-p005", 1, None, "river-charter", "lakes2006"),  # the passage itself, then its recommendations
            ("lakes2006-p005", 2, "lakes2006-r001", "river-charter", "lakes2006"),
            ("lakes2006-p005", 3, "lakes2006-r001", "flood-protocol", "lakes2006"),
            *[
                (r["passage_id"], r["number"], r["recommendation_id"], r["instrument_id"], "watch2005")
                for r in found[3:]
            ],
        ]
    )
    assert len(found) > 3
    assert len({(r["passage_id"], r["number"]) for r in found}) == len(found)


@pytest.mark.parametrize(
    ("adopted", "in_force", "document", "then"),
    [
        ("2001-03-01", "2002", "2006-06-06", (True, True)),
        ("2006-06-06", "2006-06-06", "2006-06-06", (True, True)),  # on the day itself
        ("2006-06-07", "2006-07", "2006-06-06", (False, False)),
        ("2006", "2006-06", "2006-06-06", (None, None)),  # a year and a month around the day: nobody can say
        ("2005-12", "2007", "2006-06-06", (True, False)),
        ("2001-03-01", None, "2006-06-06", (True, None)),
        (None, "2002", "2006-06-06", (None, True)),
        ("2006-06-03", "2006-06-10", "[2006-06-01..2006-06-05]", (None, False)),
        ("2006-06-01", "2006-06-05", "2006-06-01/2006-06-05", (True, None)),
    ],
)
def test_whether_an_instrument_stood_then(
    good: Path, adopted: str | None, in_force: str | None, document: str, then: tuple
) -> None:
    for name, old, new in (("adopted", '"2001-03-01"', adopted), ("in_force", '"2002"', in_force)):
        change(
            good / "data/records/instruments/river-charter.yaml",
            (f"{name}: {old}\n", f'{name}: "{new}"\n' if new else ""),
        )
    change(good / "data/records/sources/lakes2006/source.yaml", ('date: "2006-06-06"', f'date: "{document}"'))
    (row,) = rows(tables_of(good), "citations", recommendation_id="lakes2006-r001")
    assert (row["adopted_then"], row["in_force_then"]) == then


def test_what_is_proposed_stays_out(good: Path) -> None:
    """Not only its row: nothing that hangs on it, in no table and not in the descriptor."""

    def occurrences() -> list[str]:
        return [path for path, data in built(good).items() if b"lakes2006-r003" in data or b"counting" in data]

    assert occurrences() == []
    path = good / "data/records/sources/lakes2006/recommendations.yaml"
    change(path, ("review_status: proposed", "review_status: machine-coded"))
    assert run("build", root=good).code == 0
    links = {f"data/tables/recommendation_{name}.csv" for name in ("actors", "keywords", "terms")}
    assert {"data/recommendations.csv", *links} <= set(occurrences())
    keywords = "keywords: [boats, counting, locks]"
    change(
        path,
        (
            keywords,
            f"{keywords}\n  citations:\n"
            "    - instrument_id: river-charter\n      relation: recall\n      as_printed: x",
        ),
    )
    text = path.read_text(encoding="utf-8").replace(
        "review_status: machine-coded\n  coding_note", "review_status: proposed\n  coding_note"
    )
    path.write_text(text, encoding="utf-8")
    assert all("lakes2006-r003" not in map(str, r.values.values()) for t in tables_of(good).values() for r in t.rows)
