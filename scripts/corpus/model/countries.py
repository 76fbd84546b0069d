"""Codes of countries, from countries.txt: those of ISO 3166-1, and of States that no longer exist (ISO 3166-3)."""

from pathlib import Path

_LINES = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").splitlines()
COUNTRIES = frozenset(code for line in _LINES if not line.startswith("#") for code in line.split())
