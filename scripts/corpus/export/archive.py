"""The package as one archive, the same bytes wherever it is made."""

import hashlib
import io
import zipfile

from . import csvw
from .material import Material

NAME = "osce-meeting-thb-recommendations"
# What makes the archive a Data Package that stands by itself.
BESIDE = ("README.md", "LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md")
SUMS = "SHA256SUMS.txt"


def files(m: Material) -> dict[str, bytes]:
    """``<package>.zip``: tables, descriptor, the same as CSV on the Web, texts, checksums."""
    package = {**m.built, **m.beside, csvw.NAME: csvw.metadata(m)}
    package[SUMS] = checksums(package)
    return {f"{m.name}.zip": archive(package, m.name)}


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
