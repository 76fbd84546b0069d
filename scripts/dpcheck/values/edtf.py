"""Whether a text is a date in EDTF (Extended Date/Time Format, Library of Congress, 2019)."""

import calendar
import re

_FLAG = "[?~%]?"
_PRECISE = rf"-?[0-9X]{{4}}{_FLAG}(?:-(?:[0-9X]{{2}}){_FLAG}(?:-[0-9X]{{2}}{_FLAG})?)?|Y-?[0-9]{{5,}}"
_EDTF_ONE = re.compile(rf"(?:{_PRECISE})")
_EDTF_SIMPLE = re.compile(r"-?([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")


def is_edtf(text: str) -> bool:
    """Whether a text is a date in EDTF: levels 0 and 1, sets, and qualified parts.

    Wider than :func:`bounds`, which reads only what the records of this project use.
    """
    if len(text) > 2 and text[0] + text[-1] in ("[]", "{}"):
        parts = [p for piece in text[1:-1].split(",") for p in piece.split("..")]
        return (
            text[1:-1].count("..") <= 1 + text.count(",")
            and any(parts)
            and all(not p or _is_one(p.strip(" ")) for p in parts)
        )
    if text.count("/") == 1:
        ends = text.split("/")
        if any(e not in ("", "..") and not _is_one(e) for e in ends) or all(e in ("", "..") for e in ends):
            return False
        whole = all(re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", e) and e[5:7] <= "12" for e in ends)
        size = min(map(len, ends))
        return not whole or ends[0][:size] <= ends[1][:size]
    if "T" in text:
        day, _, time = text.partition("T")
        return (
            len(day) == 10
            and _is_one(day)
            and bool(re.fullmatch(r"(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?", time))
        )
    return _is_one(text)


def _is_one(text: str) -> bool:
    if not _EDTF_ONE.fullmatch(text):
        return False
    match = _EDTF_SIMPLE.fullmatch(re.sub("[?~%]", "", text))
    if not match:
        return text.startswith("Y")
    year, month, day = match.groups()
    if month is None or "X" in month:
        return True
    if day is None:
        return 1 <= int(month) <= 12 or 21 <= int(month) <= 41  # seasons, quarters and halves
    if not 1 <= int(month) <= 12:
        return False
    if "X" in day:
        return day[0] in "X0123"
    leap = 2000 if "X" in year or year == "0000" else int(year)
    return 1 <= int(day) <= calendar.monthrange(leap, int(month))[1]
