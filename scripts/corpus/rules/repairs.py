"""Finds the intended value for one of the wrong form. Knows forms, no record and no rule."""

import re
from collections.abc import Iterator
from datetime import datetime

from corpus.model.countries import country_of

_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d")
_MONTHS = ("%B %Y", "%b %Y", "%Y/%m", "%m/%Y", "%m.%Y", "%Y-%m")


def meant(text: str, pattern: str, form: str | None) -> str | None:
    """The value in the form ``form``, which has a pattern, that a text probably means; None if none is near."""
    return next((c for c in _candidates(text, form) if re.fullmatch(pattern, c)), None)


def _candidates(text: str, form: str | None) -> Iterator[str]:
    bare = text.strip(" \t\n\"'“”„‘’«»<>")
    if form == "edtf":
        yield from filter(None, [_date(bare)])
        return
    if form == "country":
        yield country_of(bare) or bare.upper()
    if form == "web-address":
        yield from re.findall(r"https?://[^\s<>\"()]+", bare)
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", bare):
            yield f"https://{bare}"
    yield from (bare, bare.upper(), bare.lower(), re.sub(r"[\s_]+", "-", bare.lower()), re.split(r"[/#]", bare)[-1])


def _date(text: str) -> str | None:
    """A date as people write it, in the form of ISO 8601, or a period of two of them; None if it is ambiguous."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b(?: of)?", "", " ".join(text.split()))
    for forms, due in ((_DAYS, "%Y-%m-%d"), (_MONTHS, "%Y-%m")):
        for form in forms:
            try:
                return datetime.strptime(text, form).strftime(due)
            except ValueError:
                pass
    if days := re.fullmatch(r"(\d\d?) ?(?:to|and|[-–—]) ?(\d\d? (\w+ \d{4}))", text):  # 24 to 26 May 2006
        ends = [_date(f"{days[1]} {days[3]}"), _date(days[2])]
    else:
        ends = [_date(day) for day in parts] if len(parts := re.split(r" (?:to|[-–—]) ", text)) == 2 else [None]
    return "/".join(filter(None, ends)) if all(ends) else None
