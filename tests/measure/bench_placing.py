"""Measure placing on damaged copies whose truth is known: `make bench-placing` with SOURCES_DIR; asserts nothing.

Every letter of a copy made here knows the letter of the document it comes from, or that it was put in. So it is
known of each result whether it is right. With `--against REVISION` the same copies are placed by the code of that
revision too. `--twins` places them by the JavaScript of the page instead. `--write` puts the table into
docs/anchoring.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from anchoring.normalise import normalise, normalise_character
from anchoring.placing import AMBIGUOUS, EXACT, MISSING, MOVED, Locator, place
from corpus.copies.matching import match_copies, read_copies
from corpus.copies.wording import locators
from corpus.model.records import read_corpus
from helpers import ROOT
from javascript import Engine

Letters = list[tuple[str, int]]  # each character of a copy with its place in the document; -1: put in
THERE = 0.7  # share of its letters from which a passage is there
OWN = 0.9  # share of its own letters from which it is rightly placed: a letter may be doubled at an edge
MARKS = "<!-- built: placing -->", "<!-- end -->"
CONFUSED = dict(zip("eclhbnuoti1sagrf", "ceIbhuno1lI5oqtt"))
BRITISH = [
    ("isation", "ization"),
    ("ising", "izing"),
    ("our ", "or "),
    ("labour", "labor"),
    ("ence ", "ense "),
    ("mme", "m"),
]
FRENCH = "la traduction de cette page se trouve dans la marge du registre des quais et des phares".split()
ENGLISH = "ferries carried fewer crews since the storm while lamps along the quay were counted every spring".split()


def put_in(text: str) -> Letters:
    return [(c, -1) for c in text]


def made_up(rng: random.Random, letters: int, words: list[str] = ENGLISH) -> Letters:
    out = ""
    while len(out) < letters:
        out += rng.choice(words) + " "
    return put_in(out + "\n")


def lines(document: Letters) -> list[Letters]:
    out: list[Letters] = [[]]
    for letter in document:
        out[-1].append(letter)
        if letter[0] == "\n":
            out.append([])
    return [line for line in out if line]


def joined(parts: list[Letters]) -> Letters:
    return [letter for part in parts for letter in part]


def pages(document: Letters, size: int = 1800) -> list[Letters]:
    """Pages end at a space: a passage may run over the end of one."""
    out, begin = [], 0
    while begin < len(document):
        end = min(begin + size, len(document))
        while end < len(document) and not document[end][0].isspace():
            end += 1
        out.append([*document[begin:end], ("\n", -1)])
        begin = end
    return out


def ocr(rate: float) -> Callable[[random.Random, Letters], Letters]:
    def change(rng: random.Random, document: Letters) -> Letters:
        out: Letters = []
        for c, at in document:
            if c.isalnum() and rng.random() < rate:
                kind = rng.random()
                wrong = CONFUSED.get(c.lower(), rng.choice("eaionst"))
                out += [] if kind < 0.1 else [(c, at), (c, -1)] if kind < 0.2 else [(wrong, at)]
            else:
                out.append((c, at))
        return out

    return change


def respelt(pairs: list[tuple[str, str]]) -> Callable[[random.Random, Letters], Letters]:
    def change(rng: random.Random, document: Letters) -> Letters:
        text = "".join(c for c, _ in document)
        edits = sorted((m.start(), len(old), new) for old, new in pairs for m in re.finditer(old, text))
        out, done = [], 0
        for at, size, new in edits:
            if at >= done:
                out += [*document[done:at], *((c, at + min(n, size - 1)) for n, c in enumerate(new))]
                done = at + size
        return [*out, *document[done:]]

    return change


def per_line(change: Callable[[random.Random, int, Letters], Letters]) -> Callable[[random.Random, Letters], Letters]:
    return lambda rng, document: joined([change(rng, n, line) for n, line in enumerate(lines(document))])


def per_pages(choose: Callable[[random.Random, list[Letters]], list[Letters]]) -> Callable:
    return lambda rng, document: joined(choose(rng, pages(document)))


def boxed(rng: random.Random, n: int, line: Letters) -> Letters:
    middle = len(line) // 2
    return [*line[:middle], *made_up(rng, 500, FRENCH), *line[middle:]] if n % 5 == 2 and len(line) > 80 else line


def some(rng: random.Random, choices: list, number: int = 1) -> list:
    at = rng.randrange(max(1, len(choices) - number + 1))
    return choices[at : at + number]


def exchanged(pattern: str, new: Callable[[re.Match[str]], str]) -> Callable[[random.Random, Letters], Letters]:
    def change(rng: random.Random, document: Letters) -> Letters:
        out, done, text = [], 0, "".join(c for c, _ in document)
        for m in re.finditer(pattern, text):
            out += [*document[done : m.start()], *((c, m.start()) for c in new(m))]
            done = m.end()
        return [*out, *document[done:]]

    return change


CHANGES: dict[str, tuple[int, Callable[[random.Random, Letters], Letters]]] = {
    "as it is, page numbers between": (1, per_pages(lambda rng, p: [[*x, *put_in(f"{n}\n")] for n, x in enumerate(p)])),
    "text recognition, 0.1 %": (12, ocr(0.001)),
    "text recognition, 0.5 %": (12, ocr(0.005)),
    "text recognition, 1 %": (12, ocr(0.01)),
    "text recognition, 2 %": (12, ocr(0.02)),
    "text recognition, 3 %": (12, ocr(0.03)),
    "American spelling": (1, respelt(BRITISH)),
    "years changed": (1, exchanged(r"200(\d)", lambda m: f"201{m[1]}")),
    "“not” put in": (1, exchanged(r"\bshould ", lambda m: "should not ")),
    "Cyrillic а for every a": (1, exchanged("a", lambda m: "а")),
    "line numbers": (1, per_line(lambda rng, n, x: [*put_in(f"{n + 1} "), *x])),
    "running stamp on every page": (
        3,
        per_pages(lambda rng, p: [[*x[:900], *put_in(" DRAFT 7 "), *x[900:]] for x in p]),
    ),
    "box of 500 letters inside a passage": (3, per_line(boxed)),
    "other language after each paragraph": (3, per_line(lambda rng, n, x: [*x, *made_up(rng, len(x), FRENCH)])),
    "middle of long passages cut": (1, per_line(lambda rng, n, x: x if len(x) < 400 else [*x[:200], *x[-200:]])),
    "one paragraph": (20, lambda rng, d: joined(some(rng, [x for x in lines(d) if len(x) > 150]))),
    "one page": (12, per_pages(some)),
    "two pages": (12, per_pages(lambda rng, p: some(rng, p, 2))),
    "first page missing": (1, per_pages(lambda rng, p: p[1:] or p)),
    "middle page missing": (1, per_pages(lambda rng, p: p[: len(p) // 2] + p[len(p) // 2 + 1 :])),
    "every second page": (1, per_pages(lambda rng, p: p[::2])),
    "pages in reverse": (1, per_pages(lambda rng, p: p[::-1])),
    "pages shuffled": (12, per_pages(lambda rng, p: rng.sample(p, len(p)))),
    "odd pages, then even": (1, per_pages(lambda rng, p: p[::2] + p[1::2])),
    "a page twice": (3, per_pages(lambda rng, p: [*p[:2], *p[1:]])),
    "twice": (1, lambda rng, d: d + d),
    "in a book": (3, lambda rng, d: [*made_up(rng, 20_000), *d, *made_up(rng, 20_000)]),
    "a page in a book, 1 %": (
        12,
        lambda rng, d: [*made_up(rng, 9000), *ocr(0.01)(rng, some(rng, pages(d))[0]), *made_up(rng, 9000)],
    ),
    "pages shuffled, 1 %": (12, per_pages(lambda rng, p: [ocr(0.01)(rng, x) for x in rng.sample(p, len(p))])),
    "all documents in one": (1, lambda rng, d: d),  # see copies()
}  # fmt: skip
LIGHT = [name for name in CHANGES if not any(x in name for x in ("2 %", "3 %", "Cyrillic", "cut"))]


def copies() -> Iterator[dict]:
    """Each copy with its passages, its text, and where every letter of the text comes from."""
    corpus = read_corpus(ROOT)
    matched, _ = match_copies(corpus, read_copies(Path(os.environ["SOURCES_DIR"])))
    for source, copy in sorted(matched.items()):
        text = copy.normalised
        passages = [vars(p) for p in locators(corpus, source)[0]]
        document = list(zip(text.text, range(len(text.text))))
        for change, (runs, function) in CHANGES.items():
            for run in range(runs):
                made = function(random.Random(f"{source} {change} {run}"), document)
                if change == "all documents in one":
                    made = joined(
                        [made if s == source else put_in(c.normalised.text) for s, c in sorted(matched.items())]
                    )
                if len(normalise("".join(c for c, _ in made))):
                    yield {"change": change, "passages": passages, "origin": list(text.origin), "copy": made}


PLACER = """
import json, sys
try:
    from anchoring.placing import Locator, place
except ImportError:
    from corpus.document.placing import Locator, place
for line in sys.stdin:
    passages, copy = json.loads(line)
    placed = place([Locator(**p) for p in passages], copy)
    print(json.dumps([[x.status, x.start, x.length] for x in placed.values()]), flush=True)
"""


def measured(scripts: Path) -> dict[str, Counter]:
    """By change: how many passages were placed how, and how often that was wrong."""
    out: dict[str, Counter] = defaultdict(Counter)
    environment = {**os.environ, "PYTHONPATH": str(scripts)}
    placer = subprocess.Popen([sys.executable, "-c", PLACER], stdin=-1, stdout=-1, text=True, env=environment)
    assert placer.stdin and placer.stdout
    for case in copies():
        letters = [(x, at) for c, at in case["copy"] for x in normalise_character(c)]
        placer.stdin.write(json.dumps([case["passages"], "".join(c for c, _ in letters)]) + "\n")
        placer.stdin.flush()
        count, origin = out[case["change"]], case["origin"]
        passage_of = {
            origin[at]: n for n, p in enumerate(case["passages"]) for at in range(p["start"], p["start"] + p["length"])
        }
        present: dict[int, set[int]] = defaultdict(set)
        for _, at in letters:
            if at in passage_of:
                present[passage_of[at]].add(at)
        lost = 0
        for n, (status, start, length) in enumerate(json.loads(placer.stdout.readline())):
            p = case["passages"][n]
            share = len(present[n]) / len(set(origin[p["start"] : p["start"] + p["length"]]))
            count["passages"] += 1
            count[status] += 1
            own = sum(passage_of.get(at) == n for _, at in letters[start : start + length]) if start is not None else 0
            count["false exact"] += status in (EXACT, MOVED) and own < OWN * length
            count["false missing"] += status == MISSING and share >= THERE
            lost += status == MISSING and share >= THERE
            count["not there, yet altered"] += status == "altered" and not present[n]
            count["altered, elsewhere"] += status == "altered" and not own and bool(present[n])
        count["copies"] += 1
        count["copies that lose half"] += lost > len(case["passages"]) / 2
    placer.stdin.close()
    return out


PLACE = """([passages, copy]) => {
  const placed = our.place(passages, our.normalise(copy));
  return passages.map(({id}) => { const p = placed.get(id); return [p.status, p.start, p.length]; });
}"""


def twins() -> str:
    """How often Python and the JavaScript of the page place a passage of these copies differently."""
    engine = Engine(f"anchoring/{name}" for name in ("sha256", "normalise", "chain", "placing"))
    count: Counter[str] = Counter()
    for case in copies():
        copy = normalise("".join(c for c, _ in case["copy"])).characters
        placed = place([Locator(**p) for p in case["passages"]], copy)
        here = [[x.status, x.start, x.length] for x in placed.values()]
        there = engine.evaluate(PLACE, [case["passages"], copy])
        count.update(copies=1, passages=len(here), differ=sum(a != b for a, b in zip(here, there, strict=True)))
    return f"{count['passages']:,} passages in {count['copies']:,} copies: {count['differ']:,} differ"


COLUMNS = ["exact", "altered", "moved", "missing", "ambiguous", "false exact", "false missing"]


def table(now: dict[str, Counter], before: dict[str, Counter] | None, revision: str) -> str:
    rows = [["Change", "Copies", "Passages", *(c.capitalize() for c in COLUMNS)]]
    for change, count in now.items():
        cells = [change, str(count["copies"]), f"{count['passages']:,}"]
        for name in COLUMNS:
            old = f" ({before[change][name]:,})" if before and before[change][name] != count[name] else ""
            cells.append(f"{count[name]:,}{old}")
        rows.append(cells)
    rows.insert(1, ["---", *["--:"] * (len(rows[0]) - 1)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", default="")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--twins", action="store_true", help="compare Python with the JavaScript of the page instead")
    args = parser.parse_args()
    if not os.environ.get("SOURCES_DIR"):
        sys.exit("bench-placing: set SOURCES_DIR to the folder with your copies of the documents")
    if args.twins:
        print(twins())
        return
    now, before = measured(ROOT / "scripts"), None
    if args.against:
        with tempfile.TemporaryDirectory() as folder:
            archive = subprocess.run(
                ["git", "archive", args.against, "scripts"], cwd=ROOT, stdout=-1, check=True
            ).stdout
            subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
            before = measured(Path(folder) / "scripts")
    text = table(now, before, args.against)
    print(text)
    for name, found in (("now", now), (args.against, before)):
        for which, changes in (("all", list(CHANGES)), ("up to 1 % of damage", LIGHT)):
            if found:
                total = sum((found[c] for c in changes), Counter())
                print(
                    name,
                    which,
                    {
                        k: total[k]
                        for k in (
                            "passages",
                            "false exact",
                            "false missing",
                            "not there, yet altered",
                            "altered, elsewhere",
                            "copies that lose half",
                            AMBIGUOUS,
                        )
                    },
                )
    if args.write:
        page = ROOT / "docs" / "anchoring.md"
        before_, rest = page.read_text(encoding="utf-8").split(MARKS[0])
        _, after = rest.split(MARKS[1])
        page.write_text(f"{before_}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
