"""The files for download as the site shows them: what is in build/downloads/, with rows, size and checksum."""

import hashlib
from dataclasses import dataclass

from corpus.export.downloads import Download, listed
from corpus.model.records import Corpus


@dataclass(frozen=True)
class Offered:
    """One file: what it is, and its size and checksum where it has been built."""

    file: Download
    size: int | None
    sha256: str | None

    @property
    def shown_size(self) -> str:
        """The size in kB or MB of a thousand, as file managers show it."""
        if self.size is None:
            return ""
        kilo = self.size / 1000
        return f"{kilo / 1000:.1f} MB" if kilo >= 1000 else f"{kilo:.0f} kB" if kilo >= 1 else f"{self.size} B"


def download_list(corpus: Corpus) -> list[Offered]:
    """Every download of the package in the order of the page."""
    folder, out = corpus.root / "build" / "downloads", []
    for d in listed(corpus.package["name"]):
        data = (folder / d.name).read_bytes() if (folder / d.name).is_file() else None
        out.append(
            Offered(
                d,
                len(data) if data is not None else None,
                hashlib.sha256(data).hexdigest() if data is not None else None,
            )
        )
    return out
