"""Codes of countries, from countries.txt: those of ISO 3166-1, and of States that no longer exist (ISO 3166-3)."""

import unicodedata
from functools import cache
from pathlib import Path

_LINES = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").splitlines()
COUNTRIES = frozenset(code for line in _LINES if not line.startswith("#") for code in line.split())


@cache
def _by_name() -> dict[str, str]:
    from babel import Locale  # slow, and few commands need it

    names = Locale("en").territories
    return {names[code].replace(" & ", " and ").casefold(): code for code in sorted(COUNTRIES) if code in names}


def country_of(name: str) -> str | None:
    """The code of the country with this English name (of the CLDR), None where there is none."""
    return _by_name().get(name.casefold())


def identifier_of(name: str) -> str:
    """A name as an identifier: small letters without marks, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
