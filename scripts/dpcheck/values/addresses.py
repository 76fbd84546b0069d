"""Checks web addresses: which are malformed, and which run a script when followed."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_SCRIPT = re.compile(
    r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:"
    r"|[\x00-\x20]*data:\s*(?:text/html|image/svg\+xml|application/xhtml\+xml)",
    re.IGNORECASE,
)
_CALL = re.compile(r"\S*(?:[(=`;,]|%[0-9A-Fa-f]{2})")
_BETWEEN = re.compile(r"\s*[;|,]\s*(?=(?:https?|ftps?)://)", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(
    r"(?!-)(?:[^\s\x00-\x2c/:;<=>?@\\^`{|}~\"\[\]#%]+\.)*[^\s\x00-\x2c/:;<=>?@\\^`{|}~\"\[\]#%]+\.?|\[[0-9A-Fa-f:.]+\]"
)
WEB = ("http", "https", "ftp", "ftps")
STARTS = re.compile(r"(?:https?|ftps?)(?:://?|;//|//)", re.IGNORECASE)


class AddressFault(NamedTuple):
    """A fault of an address; ``script`` if following the address would run a script."""

    message: str
    script: bool = False


def runs_script(text: str, prose: bool = False) -> bool:
    """Whether a text is an address that makes a browser run a script; in prose, only if it has a call."""
    match = _SCRIPT.match(text)
    return match is not None and not (prose and not _CALL.match(text, match.end()))


def fault_of_address(text: str, web: bool = False) -> AddressFault | None:
    """The fault of a text that should be an absolute address (with ``web``, a web address)."""
    if runs_script(text):
        return AddressFault("This address runs a script in the browser of those who follow it.", True)
    if not _SCHEME.match(text):
        return AddressFault("This is not a complete address: it has no scheme such as https.")
    if re.search(r"[\s<>\"{}|\\^`]", text):
        return AddressFault("There is a character in this address that must be escaped.")
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return AddressFault("There is a % in this address without two hexadecimal digits after it.")
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        return AddressFault("This address cannot be parsed: check its host and port.")
    if parts.scheme.lower() in WEB:
        if (
            not text[len(parts.scheme) :].startswith("://")
            or not parts.hostname
            or not _HOST.fullmatch(re.sub(r":[0-9]*$", "", parts.netloc.rpartition("@")[2]))
        ):
            return AddressFault("This address has no valid host after its scheme.")
    elif web:
        return AddressFault(f"{parts.scheme} is not a web scheme.")
    elif len(text) == len(parts.scheme) + 1:
        return AddressFault("There is nothing after the scheme of this address.")
    return None


def addresses_in(text: str) -> list[str]:
    """The addresses in a text that lists several, or else the text itself."""
    return _BETWEEN.split(text)
