"""quote.py: the table with the original words, for the reader's own use and nowhere else."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from anchoring.normalise import fingerprint, normalise
from corpus.copies.matching import read_copies
from corpus.derive.tables import write_all
from helpers import GOOD, ROOT, run
from renditions import as_html

DOCUMENTS = GOOD / "documents"


def rows(text: str) -> list[dict[str, str]]:
    """The rows of the table, its notice taken off."""
    notice, _, table = text.partition("\n")
    assert notice.strip('"').startswith("For your own use.") and "Do not publish" in notice
    return list(csv.DictReader(io.StringIO(table)))


def test_every_wording_is_that_of_the_span(good_once: Path) -> None:
    done = run("quote", DOCUMENTS, root=good_once)
    assert done.code == 0
    table = rows(done.out)
    assert len(table) > 5
    for row in table:
        assert (
            row["wording_status"] == "exact"
            and row["rendition"] == f"{row['source_id']}.txt"
            and row["wording_page"] == ""
            and row["rights_holder"]
        )
        assert fingerprint(normalise(row["wording"]).characters) == row["span_fingerprint"]
    built = (good_once / "data" / "recommendations.csv").read_text(encoding="utf-8")
    names = list(table[0])[:-5]
    assert built.split("\n")[0] == ",".join(names)
    assert [[r[n] for n in names] for r in table] == list(csv.reader(io.StringIO(built)))[1:]
    assert "lakes2006-r003" not in done.out  # proposed


def test_pages_are_counted_by_form_feeds(good_once: Path, tmp_path: Path) -> None:
    text = (DOCUMENTS / "lakes2006.txt").read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(text.replace("Nurses", "\fNurses"), encoding="utf-8")
    table = rows(run("quote", tmp_path, "--where", "source=lakes2006", root=good_once).out)
    assert [r["wording_page"] for r in table] == ["1", "2"]


def test_where(good_once: Path) -> None:
    def ids(*conditions: str) -> list[str]:
        done = run("quote", DOCUMENTS, *(x for c in conditions for x in ("--where", c)), root=good_once)
        assert done.code == 0, done.err
        return [r["recommendation_id"] for r in rows(done.out)]

    assert ids("theme=crew-welfare", "source=lakes2006") == ["lakes2006-r002"]
    assert ids("themes=crew-welfare") == ids("theme=crew-welfare")
    assert ids("addressed_to=harbour-masters", "source=lakes2006") == ["lakes2006-r001"]
    assert ids("source=lakes2006", "theme=floods") == []


def test_conditions_that_cannot_be(good_once: Path) -> None:
    for condition, said in [
        ("theme=lightning", "Did you mean lighting?"),
        ("them=lighting", "there is no field"),
        ("theme", "FIELD=VALUE"),
        ("theme=", "FIELD=VALUE"),
    ]:
        done = run("quote", DOCUMENTS, "--where", condition, root=good_once)
        assert done.code == 2 and said in done.err and done.err.count("\n") <= 1


def test_a_source_without_a_copy_is_named(good_once: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(as_html((DOCUMENTS / "lakes2006.txt").read_text(encoding="utf-8")))
    done = run("quote", tmp_path, root=good_once)
    assert done.code == 0 and "no copy was found of: watch2005" in done.err
    assert {r["source_id"]: bool(r["wording"]) for r in rows(done.out)} == {"lakes2006": True, "watch2005": False}


def test_it_writes_a_file_elsewhere(good_once: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.csv"
    done = run("quote", DOCUMENTS, "--out", out, root=good_once)
    assert done.code == 0 and str(out) in done.out
    assert out.read_text(encoding="utf-8") == run("quote", DOCUMENTS, root=good_once).out


def test_it_refuses_to_write_into_a_repository(good: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(good / "data")
    for out in (good / "x.csv", good / "new" / "x.csv", tmp_path / "link" / "x.csv", ROOT / "build" / "x.csv"):
        done = run("quote", DOCUMENTS, "--out", out, root=good)
        assert done.code == 2 and "may not be published" in done.err
        assert not out.exists()


def test_it_refuses_a_redirection_into_a_repository(good: Path) -> None:
    with (good / "x.csv").open("w") as out:
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "quote.py"), "--root", str(good), str(DOCUMENTS)],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
        )
    if sys.platform == "linux":
        assert done.returncode == 2 and "may not be published" in done.stderr
        assert (good / "x.csv").read_text() == ""


def test_it_does_not_write_over_a_document(good_once: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lakes2006.txt"
    copy.write_bytes((DOCUMENTS / "lakes2006.txt").read_bytes())
    done = run("quote", tmp_path, "--out", copy, root=good_once)
    assert done.code == 2 and "one of your documents" in done.err
    assert len(read_copies(copy)) == 1


def test_nothing_to_read(good_once: Path, tmp_path: Path) -> None:
    assert "no documents" in run("quote", tmp_path, root=good_once).err
    (tmp_path / "a.txt").write_text("Nothing of the kind.\n", encoding="utf-8")
    assert "none of these" in run("quote", tmp_path, root=good_once).err
    assert run("quote", tmp_path / "absent", root=good_once).code == 2


@pytest.mark.data
def test_the_real_documents(sources_dir: Path, tmp_path: Path) -> None:
    done = run("quote", sources_dir, "--out", tmp_path / "x.csv", root=ROOT)
    assert done.code == 0
    table = rows((tmp_path / "x.csv").read_text(encoding="utf-8"))
    assert len(table) > 200 and all(r["wording_status"] == "exact" and r["wording"] for r in table)


def test_spaces_about_a_condition_do_not_matter(good_once: Path) -> None:
    spaced, plain = (
        run("quote", DOCUMENTS, "--where", where, root=good_once) for where in ("year = 2005", "year=2005")
    )
    assert plain.code == 0 and spaced.out == plain.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_device_or_a_pipe_is_left_alone_and_a_link_followed(good_once: Path, tmp_path: Path) -> None:
    """A file moved into the place of /dev/null would break the machine of whoever may do that."""
    pipe, link = tmp_path / "pipe", tmp_path / "link.csv"
    os.mkfifo(pipe)
    done = run("quote", DOCUMENTS, "--out", pipe, root=good_once)
    assert done.code == 2 and "a device or a pipe" in done.err and pipe.is_fifo()
    with pytest.raises(FileExistsError):
        write_all({pipe: b"x"})
    assert pipe.is_fifo() and sorted(p.name for p in tmp_path.iterdir()) == ["pipe"]
    link.symlink_to(tmp_path / "real.csv")
    assert run("quote", DOCUMENTS, "--out", link, root=good_once).code == 0
    assert link.is_symlink() and rows((tmp_path / "real.csv").read_text(encoding="utf-8"))


def test_a_dash_is_the_screen(good_once: Path) -> None:
    assert run("quote", DOCUMENTS, "--out", "-", root=good_once).out == run("quote", DOCUMENTS, root=good_once).out


def test_a_name_of_a_file_is_no_formula(good_once: Path, tmp_path: Path) -> None:
    (tmp_path / "=1+cmd.txt").write_bytes((DOCUMENTS / "lakes2006.txt").read_bytes())
    assert rows(run("quote", tmp_path, root=good_once).out)[0]["rendition"] == "./=1+cmd.txt"


def test_what_no_row_meets_and_no_spreadsheet_opens_is_told(good_once: Path, tmp_path: Path) -> None:
    done = run("quote", DOCUMENTS, "--where", "source=lakes2006", "--where", "theme=floods", root=good_once)
    assert done.code == 0 and done.err.startswith("no row meets all conditions together\n") and rows(done.out) == []
    done = run("quote", DOCUMENTS, "--out", tmp_path / "x.xlsx", root=good_once)
    assert done.code == 2 and "name it x.csv" in done.err and not (tmp_path / "x.xlsx").exists()


def test_an_altered_span_is_quoted_whole_and_without_what_is_too_much(good_once: Path, tmp_path: Path) -> None:
    text = (DOCUMENTS / "lakes2006.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        text.replace("urge harbour masters", "urge har\u00ad\nbour\n12 May Of the council\nmasters"), encoding="utf-8"
    )
    row = rows(run("quote", tmp_path, "--where", "source=lakes2006", root=good_once).out)[0]
    assert (
        row["wording_status"] == "altered"
        and fingerprint(normalise(row["wording"]).characters) == row["span_fingerprint"]
    )
    assert row["wording"].startswith("We urge harbour masters")
