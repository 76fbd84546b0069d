"""Files at the edge of what readers take: charsets far inside, kinds to convert, text layers that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchoring.readers import pdf as read_pdf
from anchoring.readers.files import read_text


def test_a_charset_far_inside_the_head_is_found(tmp_path: Path) -> None:
    page = f"<html><head><script>{'x' * 9000}</script><meta charset=koi8-r></head><p>порт"
    (tmp_path / "a.html").write_bytes(page.encode("koi8-r"))
    assert "порт" in read_text(tmp_path / "a.html").text


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt"])
def test_kinds_that_must_be_converted(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"x")
    with pytest.raises(ValueError, match="open it in Word or LibreOffice and save it as DOCX"):
        read_text(tmp_path / f"a{suffix}")


def test_a_text_layer_that_is_no_text_is_refused() -> None:
    assert read_pdf.is_nonsense("/g3/g45/g12 /g7/g88 /g9 " * 20 + "Technology")
    assert read_pdf.is_nonsense("7KLV LV WKH PHHWLQJ RI WKH IHUULHV DQG WKH FUHZV " * 20)
    assert not read_pdf.is_nonsense(
        "This is the meeting of the ferries and the crews, of which group 3 and C4 are parts. " * 5
    )
    assert not read_pdf.is_nonsense("Встреча паромов и экипажей " * 20)
