"""The printed forms of problems: text for people, workflow commands for GitHub, JSON and SARIF for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .problem import ERROR, FIELDS, WARNING, Problem
from .values.characters import escaped

MANY, FIRST = 10, 3  # the text form shows the first 3 of more than 10 problems with one cause
STALE = "P001"  # stale files all have one cause and one remedy
PER_CAUSE = ("D010", "D015")  # grouped by rule alone: one group per field or file would fill the screen
VERSION = 1  # of the JSON form: docs/assets/dpcheck/report-1.schema.json


@dataclass
class Extent:
    """The limits of a check: problems that were found but not listed, and what was not checked."""

    omitted: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by code and level
    unchecked: Sequence[str] = ()
    homepage: str = ""  # of the site that explains the rules
    explain: str = "scripts/validate.py --explain"


def summary(problems: Sequence[Problem], checked: int, extent: Extent | None = None) -> dict[str, Any]:
    """Counts of errors and warnings, of the files that were checked, and of what was not."""
    errors = sum(p.level == ERROR for p in problems)
    counts: dict[str, Any] = {"errors": errors, "warnings": len(problems) - errors, "checked": checked}
    if extent is not None:
        by_code: Counter[str] = Counter()
        for (code, level), count in extent.omitted.items():
            counts["errors" if level == ERROR else "warnings"] += count
            by_code[code] += count
        counts |= {"omitted": dict(sorted(by_code.items())), "unchecked": list(extent.unchecked)}
    return counts


def url_of(p: Problem, extent: Extent | None) -> str | None:
    """The address of the page of the rule; absolute if the site is known."""
    home = extent.homepage if extent else ""
    return f"{home.rstrip('/')}/{p.url}" if home and p.url else p.url


def as_json(problems: Sequence[Problem], checked: int, extent: Extent | None = None) -> str:
    """The report as one JSON object (the contract of ``validate.py --format json``)."""
    report = {
        **({} if extent is None else {"version": VERSION}),
        "problems": [{name: getattr(p, name) for name in FIELDS} | {"url": url_of(p, extent)} for p in problems],
        "summary": summary(problems, checked, extent),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_sarif(problems: Sequence[Problem], rules: Mapping[str, Any], version: str, extent: Extent | None = None) -> str:
    """The report as SARIF 2.1.0, which code scanning services read."""
    codes = sorted({p.code for p in problems})
    used = [
        {"id": c, "shortDescription": {"text": rules[c].title}, "fullDescription": {"text": rules[c].page}}
        for c in codes
        if c in rules
    ]
    results = []
    for p in problems:
        place: dict[str, Any] = {"artifactLocation": {"uri": (p.path or "").replace("\\", "/")}}
        if p.line:
            place["region"] = {"startLine": p.line, "startColumn": p.column or 1}
        text = _message(p) + escaped(_about(p))
        results.append(
            {
                "ruleId": p.code,
                "level": p.level,
                "message": {"text": "\n".join([text, *_details(p)])},
                "locations": [{"physicalLocation": place}],
            }
        )
    driver = {"name": "dpcheck", "version": version, "rules": used}
    if extent and extent.homepage:
        driver["informationUri"] = extent.homepage
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem], rules: Mapping[str, Any], extent: Extent | None = None) -> str:
    """The report as workflow commands, which GitHub shows beside the lines of a pull request; one for each cause.

    Each has the title of its rule from ``rules`` and the address of its page.
    """
    same = Counter(map(_cause, problems))
    out = []
    for p in problems:
        count = same.pop(_cause(p), 0)
        if count:
            title = f"{p.code}: {rules[p.code].title}" if p.code in rules else p.code
            out.append(_annotation(p, count, title, extent or Extent()))
    return "\n".join(out)


def _annotation(p: Problem, count: int, title: str, extent: Extent) -> str:
    def data(text: str) -> str:  # escapes of the workflow command syntax
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(escaped(text)).replace(":", "%3A").replace(",", "%2C")

    place = {"file": p.path, "line": p.line, "col": p.column, "title": title}
    head = ",".join(f"{k}={value(str(v))}" for k, v in place.items() if v is not None)
    more = [f"and {count - 1} more like this"] if count > 1 else []
    if p.url:
        more.append(f"see: {url_of(p, extent) if extent.homepage else f'{extent.explain} {p.code}'}")
    body = [_message(p) + escaped(_about(p)), *_details(p), *more]
    return f"::{p.level} {head}::{data(chr(10).join(body))}"


def _about(p: Problem) -> str:
    parts = [p.record, f"row {p.row}" if p.row else None, f"field {p.field}" if p.field else None]
    told = ", ".join(part for part in parts if part)
    return f" [{told}]" if told else ""


def _message(p: Problem) -> str:
    """The text of the annotation, which may have several lines."""
    return "\n".join(map(escaped, p.message.split("\n")))


def _details(p: Problem) -> Iterable[str]:
    if p.expected is not None:
        yield escaped(f"expected: {p.expected}")
    if p.actual is not None:
        yield escaped(f"actual: {p.actual}")
    if p.hint:
        yield escaped(f"fix: {p.hint}")


def as_text(
    problems: Sequence[Problem],
    checked: int,
    lines_of: Callable[[str], Sequence[str]],
    colour: bool,
    extent: Extent | None = None,
) -> str:
    """The report for people: each problem with its line, a caret, what was expected, what to do.

    ``lines_of(path)`` returns the lines of a file, or an empty list; ``colour`` switches ANSI colours.
    Of many problems with one cause (a rule, a file, a field) only the first few are shown.
    """
    paint = _paint if colour else (lambda text, _: text)
    out = []
    same = Counter(map(_cause, problems))
    printed: Counter[tuple[str | None, ...]] = Counter()
    for p in problems:
        cause = _cause(p)
        printed[cause] += 1
        if same[cause] > _many(p) and printed[cause] > FIRST:
            continue
        place = ":".join(str(x) for x in (p.path, p.line, p.column) if x is not None)
        level = paint(str(p.level), "31" if p.level == ERROR else "33")
        out.append(f"{paint(escaped(place), '1')}: {level} {p.code}{escaped(_about(p))}: {_message(p)}")
        lines = lines_of(p.path) if p.path and p.line else []
        if p.line and p.line <= len(lines):
            line = lines[p.line - 1].rstrip("\r\n").replace("\t", " ")
            column = p.column or 1
            start = max(0, column - 61)  # long lines are cut so that the caret stays in sight
            before = escaped(line[start : column - 1])
            out.append(f"    {p.line:>5} | {'…' if start else ''}{before}{escaped(line[column - 1 : start + 100])}")
            gap = len(before) + max(0, column - 1 - len(line)) + bool(start)
            out.append(f"          | {' ' * gap}{paint('^', '31')}")
        out.extend(f"          {detail}" for detail in _details(p))
        if p.url:
            out.append(f"          see: {(extent or Extent()).explain} {p.code}")
        if same[cause] > _many(p) and printed[cause] == FIRST:
            where = f"column {p.field}" if p.row and p.field else f"field {p.field}" if p.field else "this file"
            where = "other files" if p.code == STALE else "other places" if p.code in PER_CAUSE else where
            more = same[cause] - FIRST
            out.append(f"          … and {more} more like this in {escaped(where)} (all of them: --format json)")
    out += _closing(summary(problems, checked, extent), extent, paint)
    return "\n".join(out)


def _closing(count: dict[str, Any], extent: Extent | None, paint: Callable[[str, str], str]) -> list[str]:
    out = []
    if omitted := count.get("omitted"):
        codes = ", ".join(f"{n} of {code}" for code, n in omitted.items())
        out.append(f"Not listed: {codes} (--limit 0 lists all).")
    if extent and extent.unchecked:
        kinds = Counter(extent.unchecked)
        out.append("Not checked: " + "; ".join(f"{escaped(k).rstrip('.')} ({n})" for k, n in kinds.items()) + ".")
    said = ", ".join(f"{count[k]} {k if count[k] != 1 else k[:-1]}" for k in ("errors", "warnings"))
    files = f"{count['checked']} file{'s' if count['checked'] != 1 else ''}"
    out.append(paint(f"{said} in {files}", "31" if count["errors"] else "32"))
    return out


def _cause(p: Problem) -> tuple[str | None, ...]:
    if p.code == STALE:
        return p.code, p.level
    return (p.code, p.level) if p.code in PER_CAUSE else (p.code, p.level, p.path, p.field)


def first_of_each_cause(problems: Sequence[Problem]) -> list[Problem]:
    """One problem for each rule, file and field."""
    return list({_cause(p): p for p in reversed(problems)}.values())[::-1]


def _many(p: Problem) -> int:
    return FIRST if p.code == STALE else MANY


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def exit_code(problems: Sequence[Problem], level: str = ERROR, extent: Extent | None = None) -> int:
    """0 where nothing is at or above ``level``, else 1."""
    levels = {p.level for p in problems} | {of for _, of in extent.omitted} if extent else {p.level for p in problems}
    return int(ERROR in levels or (level == WARNING and bool(levels)))
