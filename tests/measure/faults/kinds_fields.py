"""The kinds of faults, second part: fields and references."""

from __future__ import annotations

import random

from corpus.model.records import Corpus, Record

from .kinds import kind
from .places import (
    Fault,
    Site,
    changed,
    lines_of,
    misspelt,
    put,
    records_of,
    references,
    sites,
    text_of,
    without,
)

# Fields


@kind(
    "key-twice",
    "A field appears twice in its record.",
    lambda c: sites(c, lambda s: s.key is not None and len(s.path) == 1),
)
def key_twice(site: Site, rng: random.Random) -> Fault | None:
    lines, n = site.lines, site.mark.line
    lines.insert(n, " " * (site.key.column - 1) + lines[n - 1][site.key.column - 1 :])
    return changed(site.file, lines, n, n + 1)


@kind(
    "required-missing",
    "A required field is missing.",
    lambda c: sites(c, lambda s: s.field.required and s.key is not None),
)
def required_missing(site: Site, rng: random.Random) -> Fault | None:
    return without(site)


@kind(
    "optional-missing",
    "An optional field is missing.",
    lambda c: sites(c, lambda s: not s.field.required and s.key is not None),
    apart=False,
)
def optional_missing(site: Site, rng: random.Random) -> Fault | None:
    return without(site)


@kind("key-misspelt", "The name of a field is misspelt.", lambda c: sites(c, lambda s: s.key is not None))
def key_misspelt(site: Site, rng: random.Random) -> Fault | None:
    lines, key = site.lines, site.key
    new = misspelt(site.name, rng)
    if new is None or key.line != site.mark.line:
        return None
    lines[key.line - 1] = lines[key.line - 1][: key.column - 1] + new + lines[key.line - 1][key.end_column - 1 :]
    return changed(site.file, lines, key.line)


def _added(site: Site, text: str) -> Fault:
    lines = site.lines
    lines.insert(site.mark.line, " " * (site.key.column - 1) + text)
    return changed(site.file, lines, site.mark.line + 1)


@kind(
    "unknown-field",
    "A field is added that records of this kind do not have.",
    lambda c: sites(c, lambda s: s.key is not None),
)
def unknown_field(site: Site, rng: random.Random) -> Fault | None:
    return _added(site, rng.choice(["remark: seen", "priority: 1", "country_name: Norway", "tags: [a]"]))


@kind(
    "derived-by-hand", "A derived field is written by hand.", text_of("passage", "city", "passage_type", "date_basis")
)
def derived_by_hand(site: Site, rng: random.Random) -> Fault | None:
    new = {
        "recommendation": "year: 2006",
        "meeting": "date_earliest: 2006-10-02",
        "passage": "layer: whole",
        "source": "printed_share: 0.1",
    }.get(site.record.kind.name)
    return new and _added(site, new)


@kind("empty-value", "A field has no value.", lambda c: sites(c, lambda s: s.key is not None))
def empty_value(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "")


@kind(
    "no-brackets",
    "A word is where a list is required.",
    lambda c: sites(c, lambda s: isinstance(s.value, list) and bool(s.value)),
)
def no_brackets(site: Site, rng: random.Random) -> Fault | None:
    return put(site, str(site.value[0]))


@kind(
    "brackets",
    "A list is where a word is required.",
    lambda c: sites(c, lambda s: s.key is not None and not s.field.is_list),
)
def brackets(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"[{site.written}]")


def numbers(corpus: Corpus) -> list[Site]:
    return sites(corpus, lambda s: s.field.definition["type"] == "integer")


@kind("words-for-number", "A word is where a number is required.", numbers)
def words_for_number(site: Site, rng: random.Random) -> Fault | None:
    return put(site, rng.choice(["many", "unknown", f'"{site.value}"', "n/a"]))


@kind("fraction", "A fraction is where a whole number is required.", numbers)
def fraction(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"{site.value}.{rng.randint(0, 9)}")


@kind("negative", "A number is negative.", numbers)
def negative(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"-{site.value + 1}")


@kind("too-large", "A code of a scale is beyond its end.", text_of("specificity"))
def too_large(site: Site, rng: random.Random) -> Fault | None:
    return put(site, str(rng.randint(6, 99)))


DATES = ("date", "adopted", "in_force", "active_from", "active_until")


def full_dates(corpus: Corpus) -> list[Site]:
    return sites(corpus, lambda s: s.name in DATES and isinstance(s.value, str) and len(s.value) == 10)


@kind("date-in-words", "A date is written in another notation.", full_dates)
def date_in_words(site: Site, rng: random.Random) -> Fault | None:
    y, m, d = site.value.split("-")
    return put(
        site,
        rng.choice(
            [
                f"{int(d)}.{int(m)}.{y}",
                f"{d}/{m}/{y}",
                f"{y}/{m}/{d}",
                f"{y}-{int(m)}-{int(d)}x",
                f"{int(d)} October {y}",
            ]
        ),
    )


@kind("no-such-day", "A date names a day that does not exist.", full_dates)
def no_such_day(site: Site, rng: random.Random) -> Fault | None:
    return put(
        site,
        f'"{site.value[:5]}{rng.choice(["02-30", "04-31", "02-29", "11-31"])}"'
        if site.value[:4] not in ("2004", "2000", "1996", "2008")
        else f'"{site.value[:5]}02-30"',
    )


@kind("date-backwards", "A date range ends before it begins.", text_of(*DATES))
def date_backwards(site: Site, rng: random.Random) -> Fault | None:
    first, slash, last = str(site.value).partition("/")
    return (
        put(site, f'"{last}/{first}"')
        if slash and first != last
        else put(site, f'"{site.value}/1899-01-01"')
        if len(str(site.value)) == 10
        else None
    )


@kind("bad-address", "A web address is malformed.", text_of("address", "website"))
def bad_address(site: Site, rng: random.Random) -> Fault | None:
    rest = site.value.split("://")[-1]
    return put(
        site,
        rng.choice([f"htps://{rest}", f"www.{rest}", f"https:/{rest}", f"https://{rest} and more", f"ftp://{rest}"]),
    )


@kind("script-address", "A web address is a script.", text_of("address", "website"))
def script_address(site: Site, rng: random.Random) -> Fault | None:
    return put(site, '"javascript:alert(1)"')


@kind(
    "id-form",
    "An identifier has a capital letter, an underscore or a space.",
    lambda c: sites(
        c, lambda s: bool(s.record.kind.table) and s.name == s.record.kind.table["key"][0] and isinstance(s.value, str)
    ),
)
def id_form(site: Site, rng: random.Random) -> Fault | None:
    new = rng.choice(
        [site.value.capitalize(), site.value.replace("-", "_"), site.value.replace("-", " "), site.value + "-"]
    )
    return None if new == site.value else put(site, new)


@kind(
    "hash-form",
    "A fingerprint or hash has lost a digit.",
    text_of("fingerprint", "anchor", "span_fingerprint", "file_sha256"),
)
def hash_form(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f'"{str(site.value)[1:]}"')


@kind(
    "entry-twice",
    "A list has an entry twice.",
    lambda c: sites(c, lambda s: isinstance(s.value, list) and bool(s.value)),
)
def entry_twice(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.written.replace("[", f"[{site.value[0]}, ", 1))


@kind("empty-list", "A list is empty.", lambda c: sites(c, lambda s: isinstance(s.value, list)))
def empty_list(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "[]")


@kind(
    "text-in-lines",
    "A text is written as a block of several lines.",
    lambda c: sites(c, lambda s: isinstance(s.value, str) and s.key is not None and " " in s.value),
)
def text_in_lines(site: Site, rng: random.Random) -> Fault | None:
    pad = " " * (site.key.column + 3)
    first, rest = site.value.split(" ", 1)
    return put(site, f"|\n{pad}{first}\n{pad}{rest}")


@kind(
    "blanks-around",
    "A value begins or ends with a space inside its quotation marks.",
    lambda c: sites(c, lambda s: isinstance(s.value, str) and '"' not in s.value and "\\" not in s.value),
)
def blanks_around(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f'"{site.value} "' if rng.random() < 0.5 else f'" {site.value}"')


@kind(
    "too-long",
    "A short name is as long as a paragraph.",
    text_of("label", "short_title", "short_name", "place", "abbreviation"),
)
def too_long(site: Site, rng: random.Random) -> Fault | None:
    return put(site, '"' + " ".join([str(site.value).replace('"', "")] * 40) + '"')


@kind(
    "record-twice",
    "A record appears twice in its file.",
    records_of("recommendation", "passage", "term", "coding", "coverage", "decision", "reading"),
)
def record_twice(record: Record, rng: random.Random) -> Fault | None:
    first, last = lines_of(record)
    lines = (record.file.text or "").split("\n")
    lines[last:last] = lines[first - 1 : last]
    return changed(record.file, lines, first, last + 1)


# References


@kind(
    "actor-misspelt",
    "A reference to an actor, meeting or instrument is misspelt.",
    lambda c: references(c, "actors", "meetings", "instruments", "sources"),
)
def actor_misspelt(site: Site, rng: random.Random) -> Fault | None:
    new = misspelt(site.value, rng)
    return new and put(site, new)


@kind(
    "code-misspelt",
    "A code of a vocabulary is misspelt.",
    lambda c: [s for s in references(c, "terms") if isinstance(s.value, str)],
)
def code_misspelt(site: Site, rng: random.Random) -> Fault | None:
    new = misspelt(site.value, rng)
    return new and put(site, new)


@kind(
    "number-beyond",
    "A reference to a passage or recommendation has a number that nothing has.",
    lambda c: references(c, "passages", "recommendations"),
)
def number_beyond(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"{site.value[:-3]}{rng.randint(900, 999)}")
