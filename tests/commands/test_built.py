"""One register of built files: build.py makes, checks and names all of them; constants of the codebook are one edit."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.derive.blocks import fill, names, without_marks
from corpus.derive.built import BLOCKS, PAGES
from corpus.model.codebook import LEAST_WORDS, MOST_WORDS, STATEMENT_WORDS, restated
from helpers import ROOT, run

GUIDE = (
    "# Guide\n\nState it in 1 to 2 words, at most ninety words in a row.\n\n"
    "<!-- built: counts -->\nOld.\n<!-- end -->\n"
)
SPOILT = [*PAGES, "docs/guide.md", "data/tables/actors.csv", "datapackage.json"]


@pytest.fixture
def repository(good: Path) -> Path:
    """The good repository with a guide and each page of the register, all fresh."""
    for path in [*PAGES, "docs/guide.md"]:
        (good / path).parent.mkdir(exist_ok=True)
        (good / path).write_text(GUIDE, encoding="utf-8")
    assert run("build", root=good).code == 0
    return good


@pytest.mark.parametrize("path", SPOILT)
def test_what_is_spoilt_is_noticed_and_made_anew(repository: Path, path: str) -> None:
    before = (repository / path).read_bytes()
    text = before.decode()
    spoilt = re.sub(r"\d+ recommendations", "999 recommendations", text, count=1) if "guide" in path else text + "x\n"
    (repository / path).write_text(spoilt, encoding="utf-8")
    done = run("build", "--check", root=repository)
    assert (done.code, done.out.splitlines()[0]) == (1, f"not up to date: {path}")
    assert run("build", root=repository).code == 0
    assert (repository / path).read_bytes() == before


def test_a_guide_has_counts_and_the_numbers_of_the_codebook(repository: Path) -> None:
    text = (repository / "docs/guide.md").read_text(encoding="utf-8")
    assert f"in {STATEMENT_WORDS} words, at most six words in a row." in text
    assert re.search(r"<!-- built: counts -->\n\d+ recommendations ", text) and "Old." not in text


def test_the_list_names_every_built_file(repository: Path) -> None:
    listed = run("build", "--list", root=repository).out.splitlines()
    assert set(SPOILT) <= set(listed) and all((repository / path).is_file() for path in listed)
    tables = {p.relative_to(repository).as_posix() for p in (repository / "data").rglob("*.csv")}
    assert tables <= set(listed)


@pytest.mark.parametrize("target", ["patch", "commit-tables"])
def test_make_takes_the_files_from_the_list(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.M)[1]
    assert "$(BUILT)" in recipe and ".csv" not in recipe
    assert "BUILT = $$($(PY) scripts/build.py --list)" in makefile


def test_a_limit_of_the_codebook_is_one_edit(repository: Path, tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(ROOT / "scripts", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    constants = scripts / "corpus" / "model" / "codebook.json"
    constants.write_text(
        constants.read_text(encoding="utf-8").replace(str([LEAST_WORDS, MOST_WORDS]), "[9, 99]"), encoding="utf-8"
    )

    def command(name: str, *arguments: str) -> str:
        given = [sys.executable, scripts / f"{name}.py", "--root", repository, *arguments]
        return subprocess.run(given, capture_output=True, text=True, encoding="utf-8").stdout

    command("build")
    for path in ("docs/guide.md", "datapackage.json", "schemas/records/recommendation.schema.json"):
        text = (repository / path).read_text(encoding="utf-8")
        assert "9 to 99 words" in text and STATEMENT_WORDS not in text, path
    assert command("validate", "--explain", "R002").startswith("R002 (error, stage record): `in_our_words` has 9 to 99")
    assert "9 to 99" in command("add", "--help")


def test_texts_of_the_repository_state_the_codebook() -> None:
    paths = [*ROOT.glob("docs/*.md"), *ROOT.glob("schemas/*/*.json"), *ROOT.glob(".github/ISSUE_TEMPLATE/*.yml")]
    texts = {p: p.read_text(encoding="utf-8") for p in paths}
    assert [p.name for p, text in texts.items() if restated(text) != text] == []
    assert sum(f"{STATEMENT_WORDS} words" in text for text in texts.values()) >= 4


def test_blocks() -> None:
    text = "a <!-- built: x -->1<!-- end --> b\n<!-- built: y -->\n2\n<!-- end -->\n<!-- built: z --><!-- end -->\n"
    assert names(text) == {"x", "y", "z"}
    filled = text.replace(">1<", ">one<").replace("\n2\n", "\ntwo\n")
    assert fill(text, {"x": lambda: "one", "y": lambda: "two\n"}) == filled
    assert without_marks(text) == "a 1 b\n2\n"


def test_every_block_of_a_guide_has_a_maker() -> None:
    site = (ROOT / "scripts/corpus/site/inserts.py").read_text(encoding="utf-8")
    measured = {"faults", "mutation", "bench", "differences", "reports", "placing"}  # written by tests/measure
    for path in ROOT.glob("docs/*.md"):
        text = path.read_text(encoding="utf-8")
        assert "<!-- insert" not in text and "begin -->" not in text
        assert text.count("<!-- built:") == text.count("<!-- end -->"), path.name
        for name in names(text) - BLOCKS.keys() - measured:
            assert f'"{name}"' in site, (path.name, name)
