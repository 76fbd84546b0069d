"""Words as docs/assets/explorer/words.js compares them, and all their spellings, for look-up in databases."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from .search import IGNORED, IRREGULAR, JOINED

SHORT = 4  # a shorter word does not match the beginning of other words
_WORD = re.compile(rf"(?:(?:{JOINED})[-\u2010\u2011])?[^\W_]+(?:['’]s(?![^\W_]))?", re.I)
_COMPOUND = re.compile(r"\w+(?:[-'’]\w\w+)+")
_ISE = re.compile(r"i[sz](?=(?:e|ed|ing|ations?|ers?|es)$)")


def plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def words(text: str) -> Iterator[tuple[str, str]]:
    """The plain words of a text, each with the part of it that follows a prefix and a hyphen."""
    for word in _WORD.findall(text):
        parts = re.split("[-\u2010\u2011]", plain(re.sub("['’]s$", "", word, flags=re.I)))
        yield "".join(parts), "".join(parts[1:])


def stem(word: str) -> str:
    """A word without its ending: a noun in the singular, a verb without -s, -ed, -ing and -e, -ize as -ise."""
    verb = re.sub(r"i[sz](?=(?:e|ed|ing|ation|er)$)", "is", _singular(word))
    if len(verb) < 6:
        return verb
    if re.search(r"[^aeiou]ied$", verb):
        return verb[:-3] + "y"
    return re.sub(r"([bdgmnprt])\1$", r"\1", re.sub(r"^(.*[aeiouy][a-z]+)(?:ed|ing|e)$", r"\1", verb))


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < SHORT or re.search(r"(?:ss|us|is)$", word):
        return word
    if re.search(r"[^aeiou]ies$", word) and len(word) > SHORT:
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ss|sh|ch|x)es$", word) else re.sub("s$", "", word)


def stems(text: str) -> str:
    """The stems of a text between blanks."""
    return f" {' '.join(stem(word) for word, _ in words(text))} "


def forms(word: str) -> set[str]:
    """The spellings of a word: words with its stem, American spelling, a hyphen or blank after a prefix."""
    base = stem(word)
    roots = {word, base, base + base[-1:], re.sub("y$", "i", base)}
    found = {root + end for root in roots for end in ("", "s", "es", "e", "ed", "ing")}
    found |= {w for w, one in IRREGULAR.items() if one == base}
    found = {w for w in found | {_ISE.sub("iz", w) for w in found} if stem(w) == base}
    return found | {re.sub(f"^({JOINED})", rf"\1{mark}", w) for w in found for mark in "- "}


def lookup(
    texts: Mapping[str, list[str]], groups: list[list[str]]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The search index: pairs of a word and a key, and pairs of a key and the name of a text (whose parts are
    given). A key is a stem, a word with its beginnings, synonyms, or empty, which finds all texts."""
    asked = {(word, "") for word in IGNORED}
    found = {("", name) for name in texts}
    has = {name: {w for part in parts for pair in words(part) for w in pair if w} for name, parts in texts.items()}
    known = {form for own in has.values() for w in own for form in (w, stem(w))}
    for name, own in has.items():
        for word in own:
            found |= {(stem(word), name), (f"{word}…", name)}
            asked |= {(form, stem(word)) for form in forms(word)}
            asked |= {(word[:n], f"{word}…") for n in range(SHORT, len(word) + 1)}
    whole = {name: "|".join(map(stems, parts)) for name, parts in texts.items()}
    compounds = {w for parts in texts.values() for part in parts for w in _COMPOUND.findall(part.casefold())}
    for names in [*groups, *([name] for name in compounds)]:
        runs, key = list(map(stems, names)), f"={names[0]}"
        found |= {(key, text) for text, own in whole.items() if any(run in own for run in runs)}
        for name in (n.casefold() for n in names):
            *first, last = (word for word, _ in words(name))
            said = {name, name.replace("’", "'"), *(" ".join([*first, form]) for form in forms(last))}
            asked |= {(n, key) for n in said | {n.replace(" ", "-") for n in said}}
            # A word that is in no text finds the texts of the names that contain it.
            for word in (w for w in (*first, last) if stem(w) not in known and not any(k.startswith(w) for k in known)):
                asked |= {(form, key) for form in forms(word)}
    return asked, found
