"""The package itself: the table that most people want, and everything as one archive.

The archive has the same bytes wherever it is made.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Container
from pathlib import Path

from . import csvw
from .material import MAIN, Material

NAME = "osce-meeting-thb-recommendations"
# The texts that make the archive a self-contained Data Package, beside its own README; all go into its top folder.
CODEBOOK = "docs/codebook.md"
BESIDE = ("LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", CODEBOOK)
README = Path(__file__).with_name("package-readme.md")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
SUMS = "SHA256SUMS.txt"


def files(m: Material) -> dict[str, bytes]:
    """``recommendations.csv`` and ``<package>.zip``."""
    return {f"{MAIN}.csv": m.main_table().csv(), f"{m.name}.zip": archive(package(m), m.name)}


def package(m: Material) -> dict[str, bytes]:
    """The files of the archive by path: tables, descriptor, metadata of CSV on the Web, texts, checksums."""
    readme = README.read_text(encoding="utf-8").format(**m.package, rows=len(m.main_table().rows))
    files = {**m.built, csvw.NAME: csvw.metadata(m), "README.md": readme.encode()}
    files |= {Path(path).name: text for path, text in m.beside.items()}
    for path in [p for p in files if p.endswith(".md")]:
        files[path] = alone(files[path].decode("utf-8"), files).encode()
    return files | {SUMS: checksums(files)}


def alone(text: str, files: Container[str] = ()) -> str:
    """Markdown without links to files outside the archive; their words stay."""
    return _LINK.sub(lambda link: link[0] if link[2] in files or "://" in link[2] else link[1], text)


def archive(files: dict[str, bytes], folder: str = NAME) -> bytes:
    """A zip of files by path in one folder: sorted, fixed times and modes (1980-01-01, 0644), deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for path in sorted(files):
            info = zipfile.ZipInfo(f"{folder}/{path}", (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            z.writestr(info, files[path])
    return out.getvalue()


def checksums(files: dict[str, bytes]) -> bytes:
    """Lines of ``sha256sum`` for files by path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()
