"""Numbers, lists and texts shared by browser and Python, written from Python into assets/constants.js.

The file also creates the only namespace of our scripts: every page loads it before the others.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from types import ModuleType

from anchoring import matching, normalise, placing
from anchoring.readers import docx, docx_file, docx_lists, files, heads, html, pdf
from corpus.export.search import IGNORED, IRREGULAR, JOINED

SHARED: dict[ModuleType, str] = {
    normalise: "ANCHOR_CHARACTERS ANCHOR_DIGITS FINGERPRINT_DIGITS",
    placing: "EXACT ALTERED MOVED MISSING AMBIGUOUS FURNITURE JITTER CERTAIN BEYOND_DOUBT",
    matching: "ENOUGH",
    files: "FOREIGN CONVERT",
    heads: "EDGE DEEP MOST MOST_PAGES",
    html: "BLOCKS SPACED LISTS UNSEEN UNCONDITIONALLY",
    docx: "DELETED SKIP SYMBOLS TRACKED",
    docx_file: "MAX_DEPTH MAX_ENTRIES RELATED BESIDE TROUBLES",
    pdf: "LOCKED NONSENSE DAMAGED MOST_GLYPHS FEWEST_VOWELS ENOUGH_WORDS END",
    docx_lists: "LONGEST DEEPEST ORDINALS STYLES_OF_NOTES",
}
# A page must stay responsive: its limits are lower than those of the command line.
BROWSER = {"MAX_BYTES": 30_000_000, "MAX_CHARACTERS": 1_000_000, "MAX_UNPACKED": 50_000_000}


def constants() -> dict[str, object]:
    """Every shared value by its name in Python; sets as sorted lists."""
    out: dict[str, object] = dict(BROWSER)
    for module, names in SHARED.items():
        for name in names.split():
            value = getattr(module, name)
            out[name] = sorted(value) if isinstance(value, set) else value
    return out


def constants_script(same: Sequence[list[str]] = ()) -> str:
    """The script that creates the namespace of our scripts; ``same`` are synonyms for the searches."""
    value = {
        "constants": constants(),
        "search": {"ignored": IGNORED, "joined": JOINED, "irregular": IRREGULAR, "same": same},
    }
    return f"self.our = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def part_script(name: str, data: bytes) -> str:
    """A file of pdf.js as a script: modules as text, others in Base64, since a page in a folder cannot read files."""
    text = data.decode("utf-8") if name.endswith(".mjs") else b64encode(data).decode("ascii")
    return f"self.our.parts.set({json.dumps(name)}, {json.dumps(text)});\n"
