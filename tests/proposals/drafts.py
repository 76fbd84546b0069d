"""What the tests of proposals share: a draft of an invented document, and what it proposes."""

from __future__ import annotations

from functools import lru_cache

from corpus.commands.known import known
from corpus.model.records import read_corpus
from helpers import ROOT
from proposals.drafter import Draft, Drafter
from proposals.known import Known


@lru_cache(maxsize=1)
def everything() -> Known:
    return known(read_corpus(ROOT))


def drafted(text: str, authors: list[str] | None = None) -> Draft:
    return Drafter(everything(), "x", text, authors).run()


def words(draft: Draft) -> list[str]:
    return [" ".join(draft.text.original(r.start, r.length).split()) for r in draft.requests]


def made_by(draft: Draft) -> list[str]:
    return [", ".join(p.id or p.names[0] for p in r.makers) for r in draft.requests]


def addressed_to(draft: Draft) -> list[str]:
    return [", ".join(p.id or p.names[0] for p in r.coded.addressees) for r in draft.requests]


def strengths(draft: Draft) -> list[str]:
    return [r.coded.strength.code for r in draft.requests]


COMMITTEE = """Committee on the Protection of Ferry Crews

Concluding observations on the fifth periodic report of Norway

1. The Committee welcomes the report. It appreciates the open dialogue with the delegation.

Principal areas of concern and recommendations

8. The Committee is concerned that crews are not paid. It notes with regret that no fund exists.^1^

9. The Committee recommends that the State party:

(a) Set up a fund for the crews of stranded ferries;

(b) Ensure that harbour masters report each stranded ferry within two days, and
publish the reports;

CPF/C/NOR/CO/5
4 GE.12-34567

(c) Allocate sufficient resources to the inspection of ships.

10. The Committee urges the State party to light all quays.2 It also calls upon the State party to train pilots.

11. The State party should count its boats every year.
"""
