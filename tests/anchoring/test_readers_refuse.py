"""One clear line for files that cannot be read, and for hostile ones."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from typing import Any

import pytest
from reading import TEXT, read, trouble

from anchoring.readers import apart, docx_file
from anchoring.readers import docx as read_docx
from anchoring.readers import files as readers
from anchoring.readers import html as read_html
from helpers import GOOD, ROOT, need, run
from renditions import W, as_docx, as_html, as_pdf, docx

# One clear line


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("a.pdf", as_docx(TEXT), ".docx"),
        ("a.txt", as_docx(TEXT), ".docx"),
        ("a.docx", b"%PDF-1.4", ".pdf"),
        ("a.html", b"%PDF-1.4", ".pdf"),
        ("a.html", b"PK\x03\x04xxx", "zip"),
        ("a.txt", b"<!DOCTYPE html><p>x", ".html"),
        ("a.docx", b"{\\rtf1 x}", "Rich Text"),
        ("a.html", b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<p>x", "web archive"),
        ("a.html", b"\xff\xd8\xff\xe0\0\x10JFIF", "not HTML"),
        ("a.html", b"<p>x<![odd]]<![<!", "not readable HTML"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_kind(
    good_once: Path, tmp_path: Path, name: str, made: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(made)
    done = run("verify", tmp_path, root=good_once)
    assert (done.code, done.err.count("\n")) == (2, 1) and name in done.err and said in done.err


def test_a_reader_that_loops_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(apart.SECONDS, "html", 1)
    assert "in 1 seconds" in trouble(tmp_path, "a.html", b"x" + b"<a " * 500_000)  # Python's parser would take hours


def test_files_that_are_not_what_they_say(tmp_path: Path) -> None:
    assert "UTF-8" in trouble(tmp_path, "a.txt", b"\xff\xfe\x00")
    assert "UTF-8" in trouble(tmp_path, "b.txt", b"a\0b")
    assert "change the ending to .pdf" in trouble(tmp_path, "c.txt", b"%PDF-1.7 ...")
    assert "not a DOCX file" in trouble(tmp_path, "d.docx", b"hello")
    assert "not a Word document" in trouble(tmp_path, "e.docx", docx({"other": "x"}))
    assert "no text" in trouble(tmp_path, "f.html", b"<p> </p>")
    assert "cannot be read" in trouble(tmp_path, "g.odt", b"x")
    assert "cut off" in trouble(tmp_path, "h.docx", as_docx(TEXT)[:600])
    assert "broken XML" in trouble(tmp_path, "i.docx", docx({"document": "<w:p"}))
    assert "password" in trouble(tmp_path, "j.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_encrypted_zip(tmp_path: Path) -> None:
    data = bytearray(as_docx(TEXT))
    with zipfile.ZipFile(__import__("io").BytesIO(bytes(data))) as file:
        for entry in file.infolist():
            data[entry.header_offset + 6] |= 1
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "encrypted" in trouble(tmp_path, "a.docx", bytes(data))


def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entities = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert "document type" in trouble(
        tmp_path, "a.docx", docx({"document": f'<?xml version="1.0"?>{entities}<w:p {W}>&b;</w:p>'})
    )
    assert "document type" in trouble(
        tmp_path, "b.docx", docx({"document": '<!DOCTYPE w SYSTEM "file:///etc/hostname"><w/>'.encode("utf-16")})
    )
    assert "deep" in trouble(tmp_path, "c.docx", docx({"document": f"<w:document {W}>" + "<w:a>" * 100_000}))
    monkeypatch.setattr(docx_file, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(ValueError, match="unpacks"):
        read_docx.text_of(docx({"document": b"x" * 1_000_001}))
    monkeypatch.setattr(readers, "MAX_BYTES", 1000)
    assert "larger" in trouble(tmp_path, "e.txt", b"x" * 1001)
    monkeypatch.setattr(apart, "MAX_CHARACTERS", 100)
    assert "million" in trouble(tmp_path, "f.txt", b"x" * 101)
    assert len(read_html.text_of(b"<div>" * 20_000 + b"x")) < 10


def test_pdfs_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "blank.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    blank = (tmp_path / "blank.pdf").read_bytes()
    assert "OCR" in trouble(tmp_path, "a.pdf", blank)
    assert "encrypted" in trouble(tmp_path, "b.pdf", (tmp_path / "locked.pdf").read_bytes())
    assert "not a PDF file" in trouble(tmp_path, "c.pdf", b"hello")
    assert trouble(tmp_path, "d.pdf", blank[:60])
    monkeypatch.setitem(apart.SECONDS, "pdf", 0.001)
    assert "seconds" in trouble(tmp_path, "e.pdf", blank)


@pytest.mark.parametrize(("user", "said"), [("", ""), ("secret", "is encrypted: open it with its password")])
def test_a_pdf_that_is_only_protected_against_changes_is_read(
    tmp_path: Path, browser: Any, user: str, said: str
) -> None:
    need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "plain.pdf").write_bytes(as_pdf("One page of words.", browser))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "plain.pdf"))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    data = (tmp_path / "locked.pdf").read_bytes()
    if said:
        assert said in trouble(tmp_path, "a.pdf", data)
    else:
        assert "One page of words." in read(tmp_path, "a.pdf", data)


def test_a_pdf_of_which_every_page_says_very_much_is_ended(tmp_path: Path) -> None:
    """A small file, since all its pages show the same: it would fill the memory of whoever reads what comes out."""
    need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer, words = PdfWriter(), DecodedStreamObject()
    words.set_data(b"BT /F 12 Tf 9 9 Td (" + b"word " * 400_000 + b") Tj ET")
    shown = writer._add_object(words.flate_encode())
    font = DictionaryObject(
        {
            NameObject(f"/{k}"): NameObject(f"/{v}")
            for k, v in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Courier"))
        }
    )
    for _ in range(30):
        page = writer.add_blank_page(99, 99)
        page[NameObject("/Contents")] = shown
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
    writer.write(tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert len(data) < 100_000 and "more than 20 million characters" in trouble(tmp_path, "b.pdf", data)


def test_without_pypdf_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "scripts/setup.py pdf" in trouble(tmp_path, "a.pdf", b"%PDF-1.4")


@pytest.fixture
def hostile(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A file that cannot be read, and what is to be said of it."""
    kind = request.param
    path = tmp_path / f"copy.{kind.split()[-1]}"
    if kind.endswith("pdf"):
        need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    if kind == "encrypted pdf" or kind == "scanned pdf":
        from pypdf import PdfWriter

        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        if kind == "encrypted pdf":
            writer.encrypt("secret", algorithm="RC4-128")
        writer.write(path)
    elif kind == "truncated pdf":
        data = as_pdf(TEXT, request.getfixturevalue("browser"))
        path.write_bytes(data[: len(data) * 3 // 4])
    elif kind == "zip bomb docx":
        path.write_bytes(docx({"document": b" " * (docx_file.MAX_UNPACKED + 1)}))
    elif kind == "entity bomb docx":
        entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        path.write_bytes(
            docx({"document": f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w:p {W}>&e11;</w:p>'})
        )
    elif kind == "truncated docx":
        data = as_docx(TEXT)
        path.write_bytes(data[: len(data) // 2])
    else:
        with path.open("wb") as file:  # a hole: it takes no room on the disk
            file.truncate(readers.MAX_BYTES + 1)
    return path, {
        "encrypted pdf": "is encrypted",
        "scanned pdf": "no text",
        "truncated pdf": "cut off",
        "zip bomb docx": "unpacks to more than",
        "entity bomb docx": "document type",
        "truncated docx": "cut off",
    }.get(kind, "is larger than 50 MB")


HOSTILE = [
    "encrypted pdf",
    "scanned pdf",
    "truncated pdf",
    "zip bomb docx",
    "entity bomb docx",
    "truncated docx",
    "huge txt",
    "huge html",
]


@pytest.mark.parametrize("hostile", HOSTILE, indirect=True)
def test_commands_say_one_line_of_a_hostile_file(hostile: tuple[Path, str], good_once: Path) -> None:
    path, said = hostile
    for done in (run("verify", path, root=good_once), run("new_source", path, "--id", "x1", root=good_once)):
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert path.name in done.err and said in done.err


# verify.py with them


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_our_documents_are_exact_in_every_rendition(
    good_once: Path, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    rendered(tmp_path, GOOD / "documents", kind, request)
    done = run("verify", tmp_path / "copies", root=good_once)
    assert done.code == 0, done.out + done.err


@pytest.mark.data
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_the_real_documents_are_exact_in_every_rendition(
    sources_dir: Path, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    rendered(tmp_path, sources_dir, kind, request)
    done = run("verify", tmp_path / "copies", root=ROOT)
    assert done.code == 0, done.out + done.err
    if kind == "pdf":
        assert ", page 2, line " in run("verify", tmp_path / "copies", "--all", root=ROOT).out


def rendered(folder: Path, documents: Path, kind: str, request: pytest.FixtureRequest) -> None:
    """Every text of a folder as another kind of file, in ``folder``/copies."""
    (folder / "copies").mkdir()
    for path in sorted(documents.glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        if kind == "pdf":
            need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
            data = as_pdf(text, request.getfixturevalue("browser"), width=18)
        else:
            data = as_html(text) if kind == "html" else as_docx(text)
        (folder / "copies" / f"{path.stem}.{kind}").write_bytes(data)


def test_automatic_numbers_are_altered_at_worst(good_once: Path, tmp_path: Path) -> None:
    text = TEXT.replace("(a) ", "").replace("(b) ", "").replace("(c) ", "").replace("- ", "")
    (tmp_path / "copy.docx").write_bytes(as_docx(text))
    out = run("verify", tmp_path, root=good_once).out
    assert ": missing" not in out and ": altered" in out
