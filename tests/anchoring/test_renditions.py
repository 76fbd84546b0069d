"""Copies of other kinds: exact where all marks are text, altered where numbers or letters are lost; never missing."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from anchoring.readers.files import read_text
from helpers import GOOD, ROOT, need, run
from renditions import as_docx, as_html, as_numbered_docx, as_pdf, hyphenated, with_ligatures, with_soft_hyphens


@pytest.fixture(params=["ours", "real"])
def documents(request: pytest.FixtureRequest, good_once: Path) -> tuple[Path, dict[str, str]]:
    """A repository, and its documents as text by name: those of the tests, and the five where they are at hand."""
    root, folder = (
        (good_once, GOOD / "documents") if request.param == "ours" else (ROOT, request.getfixturevalue("sources_dir"))
    )
    return root, {p.stem: p.read_text(encoding="utf-8-sig") for p in sorted(folder.glob("*.txt"))}


def verified(root: Path, folder: Path, files: dict[str, bytes]) -> tuple[int, str]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = run("verify", folder, root=root)
    assert done.err == "" and done.out.count(" in ") >= len(files), done.err
    return done.code, done.out


@pytest.mark.data
@pytest.mark.parametrize("kind", ["txt", "html", "docx"])
@pytest.mark.parametrize("change", [with_ligatures, with_soft_hyphens, hyphenated])
def test_ligatures_and_hyphens_change_nothing(documents, tmp_path: Path, change, kind: str) -> None:
    root, texts = documents
    assert any(change(t) != t for t in texts.values())
    made = {"txt": str.encode, "html": as_html, "docx": as_docx}[kind]
    code, out = verified(root, tmp_path / "copies", {f"{n}.{kind}": made(change(t)) for n, t in texts.items()})
    assert code == 0, out


@pytest.mark.parametrize("numbered_by", ["paragraph", "style"])
def test_list_numbers_of_word_are_read(good_once: Path, tmp_path: Path, numbered_by: str) -> None:
    text = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
    code, out = verified(good_once, tmp_path / "copies", {"watch2005.docx": as_numbered_docx(text, numbered_by)})
    assert code == 0, out


def test_list_numbers_that_nobody_can_read_are_altered_and_named(good_once: Path, tmp_path: Path) -> None:
    text = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
    code, out = verified(good_once, tmp_path / "copies", {"watch2005.docx": as_numbered_docx(text, "nothing")})
    assert code == 1 and ": altered" in out and "“a” is missing (line" in out
    assert not re.search(r": (?:missing|moved|ambiguous)", out)


@pytest.mark.data
def test_list_numbers_of_the_real_documents(sources_dir: Path, tmp_path: Path) -> None:
    texts = {p.stem: p.read_text(encoding="utf-8-sig") for p in sources_dir.glob("*.txt")}
    listed = {n: t for n, t in texts.items() if re.search(r"^\d+\. ", t, re.MULTILINE)}
    assert listed
    code, out = verified(
        ROOT, tmp_path / "copies", {f"{n}.docx": as_numbered_docx(t, "nothing") for n, t in listed.items()}
    )
    assert ": altered" in out and not re.search(r": (?:missing|moved|ambiguous)", out)


@pytest.mark.data
def test_ligatures_that_a_pdf_has_lost_are_altered(documents, tmp_path: Path) -> None:
    """Some PDFs lose ffi, fi and fl altogether. Short passages that are alike may then be ambiguous, not missing."""
    root, texts = documents
    code, out = verified(
        root, tmp_path / "copies", {f"{n}.txt": re.sub("ffi|fi|fl", " ", t).encode() for n, t in texts.items()}
    )
    assert code == 1 and ": altered" in out and not re.search(r": (?:missing|moved)", out)


def test_hyphens_of_a_pdf_are_at_line_ends(tmp_path: Path, browser: Any) -> None:
    """What the tests of PDF rest on: words are broken there, and each page has a head and a foot."""
    need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    text = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(as_pdf(text, browser, width=8))
    found = read_text(tmp_path / "a.pdf").text
    assert re.search(r"[a-z]{4} ?[-\u00ad\u2010]\s*\n\s*[a-z]", found) and found.count("\f") > 1
    assert "Not part of it" not in found
