"""Codes of countries, from countries.txt: those of ISO 3166-1, and of States that no longer exist (ISO 3166-3)."""

import unicodedata
from functools import cache
from pathlib import Path

_LINES = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").splitlines()
_NAMES = dict(line.split(" = ") for line in _LINES if " = " in line)
COUNTRIES = frozenset(c for line in _LINES if not line.startswith("#") and " = " not in line for c in line.split())


@cache
def _english() -> dict[str, str]:
    from babel import Locale  # slow, and few commands need it

    names = Locale("en").territories
    return {code: names[code].replace(" & ", " and ") for code in sorted(COUNTRIES) if code in names}


@cache
def _by_name() -> dict[str, str]:
    names = {name: code for code, name in _english().items()} | _NAMES
    return {name.casefold(): code for name, code in names.items()}


def country_of(name: str) -> str | None:
    """The code of the country with this English name (of the CLDR or in documents), or None."""
    return _by_name().get(name.casefold())


def english_name(code: str) -> str:
    """The English name of a country (of the CLDR) by its code."""
    return _english()[code]


def identifier_of(name: str) -> str:
    """A name as an identifier: small letters without marks, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
