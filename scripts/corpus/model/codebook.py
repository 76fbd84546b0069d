"""The constants of the codebook, read from codebook.json, their only source. Knows no record.

Rules and commands import them. Guides, forms and definitions state two of them in words: :func:`restated`
inserts the right numbers, and ``scripts/build.py`` writes them into the files.
"""

import json
import re
from pathlib import Path

_ALL = json.loads(Path(__file__).with_name("codebook.json").read_text(encoding="utf-8"))

VERSION: str = _ALL["version"]  # the version that the published codes and statements follow
LEAST_WORDS, MOST_WORDS = _ALL["statement_words"]  # of a statement in our words
STATEMENT_WORDS = f"{LEAST_WORDS} to {MOST_WORDS}"
WORDS_IN_A_ROW: int = _ALL["words_in_a_row"]  # the most consecutive words of a document in a statement
KNOWN: list[str] = _ALL["known_abbreviations"]  # to every reader
INSIDERS = frozenset(_ALL["insiders_abbreviations"])  # known to few, and therefore written out
NO_VERBS = frozenset(_ALL["no_verbs"])  # first words of sentences that do not begin with a verb
MODE_THEMES: dict[str, str] = _ALL["mode_themes"]  # themes that name a mode of acting, and the action they repeat
MAKERS_AS_WE: list[str] = _ALL["makers_as_we"]  # types of actors that may ask their own members
# Fields that readers expect, by kind: filled, or a fact gives the reason. For actors, only some types of bodies.
SOUGHT_FIELDS: dict[str, list[str]] = _ALL["sought_fields"]
SOUGHT_BODIES: list[str] = _ALL["sought_bodies"]
_IN_A_ROW: str = _ALL["words_in_a_row_in_words"]
STATED = re.compile(r"\b(?:(?:\d+|N) to (?:\d+|M)(?= words\b)|[\w-]+(?= words in a row\b))")


def restated(text: str) -> str:
    """The text with the numbers of the codebook in "N to M words" and "N words in a row"."""
    return STATED.sub(lambda match: STATEMENT_WORDS if " to " in match[0] else _IN_A_ROW, text)
