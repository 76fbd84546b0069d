"""The package as one archive, the same bytes wherever it is made."""
from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from ..tables import write_all

NAME = "osce-meeting-thb-recommendations"
# What makes the archive a Data Package that stands by itself.
BESIDE = ("README.md", "LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md")


def archive(files: dict[str, bytes]) -> bytes:
    """A zip of files by path: sorted, fixed times and modes (1980-01-01, 0644), deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for path in sorted(files):
            info = zipfile.ZipInfo(f"{NAME}/{path}", (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            z.writestr(info, files[path])
    return out.getvalue()


def checksums(files: dict[str, bytes]) -> bytes:
    """Lines of ``sha256sum`` for files by path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()


def write_downloads(root: Path, built: dict[str, bytes]) -> list[Path]:
    """Write build/downloads/: the table most people want, the package, checksums. Returns the paths."""
    package = dict(built) | {name: (root / name).read_bytes() for name in BESIDE if (root / name).is_file()}
    package["SHA256SUMS.txt"] = checksums(package)
    files = {"recommendations.csv": built["data/recommendations.csv"], f"{NAME}.zip": archive(package)}
    files["SHA256SUMS.txt"] = checksums(files)
    folder = root / "build" / "downloads"
    write_all({folder / name: data for name, data in files.items()})
    return [folder / name for name in files]
