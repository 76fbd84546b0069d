"""What was probably meant by a value of the wrong form, and what a message says to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.model.yaml_reader import read_yaml
from corpus.rules.repairs import meant
from helpers import ROOT, change, run

FORMS = json.loads((ROOT / "schemas" / "formats.schema.json").read_text(encoding="utf-8"))["$defs"]


@pytest.mark.parametrize(
    ("form", "written", "right"),
    [
        ("edtf", "12 May 2006", "2006-05-12"),
        ("edtf", "12th of May 2006", "2006-05-12"),
        ("edtf", "May 12, 2006", "2006-05-12"),
        ("edtf", "12.05.2006", "2006-05-12"),
        ("edtf", "2006/05/12", "2006-05-12"),
        ("edtf", "2006-5-2", "2006-05-02"),
        ("edtf", "May 2006", "2006-05"),
        ("edtf", "24 to 26 May 2006", "2006-05-24/2006-05-26"),
        ("edtf", "24–26 May 2006", "2006-05-24/2006-05-26"),
        ("edtf", "30 May 2006 to 2 June 2006", "2006-05-30/2006-06-02"),
        ("edtf", "2007-09-24 - 2007-10-05", "2007-09-24/2007-10-05"),
        ("edtf", "“2006-05-12”", "2006-05-12"),
        ("country", "Norway", "NO"),
        ("country", "no", "NO"),
        ("language", "EN", "en"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("wikidata", "q42", "Q42"),
        ("web-address", "www.example.org/a", "https://www.example.org/a"),
        ("web-address", "<https://example.org>", "https://example.org"),
        ("web-address", "[here](https://example.org/a)", "https://example.org/a"),
        ("recommendation-id", "COAST2005-r001", "coast2005-r001"),
        ("slug", "River Watch_2005", "river-watch-2005"),
    ],
)
def test_what_was_meant(form: str, written: str, right: str) -> None:
    assert meant(written, FORMS[form]["pattern"], form) == right


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("edtf", "12/05/2006"),  # in May or in December
        ("edtf", "around 2006"),
        ("edtf", "31 June 2006"),
        ("country", "Ruritania"),
        ("language", "English"),
        ("web-address", "none"),
        ("wikidata", "the city"),
    ],
)
def test_what_may_mean_anything_is_left_alone(form: str, written: str) -> None:
    assert meant(written, FORMS[form]["pattern"], form) is None


def test_a_right_value_of_each_form_is_its_own_repair() -> None:
    for name, form in FORMS.items():
        for example in form.get("examples", []) if "pattern" in form else []:
            assert name == "edtf" or meant(str(example), form["pattern"], name) == str(example), name


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("label:ODIHR", "Write label: ODIHR"),
        ("label = ODIHR", "Write label: ODIHR"),
        ("label; ODIHR", "Write label: ODIHR"),
        ("- label:ODIHR", "Write label: ODIHR"),
        ("website:https://example.org/a", "Write website: https://example.org/a"),
        ("label ODIHR", "Write FIELD: VALUE."),
        ("  label: ODIHR", "Begin it in the column"),
        ("label: a: b", "Put the whole value in quotation marks."),
        ("label: [a", "Type ] at the end"),
        ('label: "a', "Type the same mark at the end"),
        ('label: "a" b', "Inside a text in quotation marks"),
        ("label: [a](b)", "Delete what follows"),
        ("label: *a", "Write the value out."),
        ("label: [, a]", "Delete it, or write the entry"),
    ],
)
def test_a_line_that_is_no_yaml_says_what_to_write(line: str, fix: str) -> None:
    faults = read_yaml(f"actor_id: odihr\n{line}\nnote: x\n").faults
    assert len(faults) == 1 and str(faults[0].hint).startswith(fix), faults


def hints(root: Path) -> list[str]:
    return [p["hint"] for p in json.loads(run("validate", "--format", "json", root=root).out)["problems"]]


def test_hints_fit_the_field(good: Path) -> None:
    actor = good / "data" / "records" / "actors" / "harbour-guild.yaml"
    for written, due in (("country: no", 'Write "NO".'), ("country: Ruritania", "Write the two capital letters")):
        before = actor.read_text(encoding="utf-8")
        change(actor, ("actor_type: ngo", f"actor_type: ngo\n{written}"))
        assert [hint for hint in hints(good) if str(hint).startswith(due)]
        actor.write_text(before, encoding="utf-8")
