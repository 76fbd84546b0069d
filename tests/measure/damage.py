"""Random damage to a folder of records, schemas, tables and packages. It is reported, so that it can be done again."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

NASTY = [
    "&a [*a]",
    "*a",
    "<<: *a",
    "<<: {a: 1}",
    "!!python/object:os.system x",
    "!!set {a}",
    "? [a]",
    "- - - - a",
    "\t",
    "%YAML 9.9\n---",
    "---\n",
    "...\n",
    "|9+",
    ">-",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    "a: b: c",
    "# x",
    " #",
    ":",
    "- ",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "e\u0301",
    "١٢",
    "1_000",
    "0x1F",
    "1e999",
    "-0",
    ".nan",
    "12:30:45",
    "NO",
    "~",
    "null",
    "9" * 400,
    "[" * 3000,
    "{a: " * 500,
    "a" * 70000,
    "2007-02-30",
    "0000-00-00",
    "9999-12-31/0001-01-01",
    "[2007..2006]",
    "../../../x",
    "..\\x",
    "javascript:x",
    "=1+1",
    "\\u0000",
    '"\\ud800"',
    '"\\x07"',
    "a: &x [z, z]\nb: &y [*x, *x]\nc: [*y, *y]\n",
]
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "string",
    "array",
    "any",
    "terms:theme",
    "actors",
    [],
    [[]],
    ["x"],
    [None],
    {},
    {"x": 1},
    {"type": "string"},
    {"$ref": "#"},
    "^(?:(a+)+)$",
    "^(?:[",
    "../../x.csv",
    "https://example.org/x.csv",
    "/etc/hostname",
]


def bytes_of(path: Path, rng: random.Random) -> str:
    """Bytes of a file lost, doubled, moved, changed or added."""
    data = bytearray(path.read_bytes())
    at, size = rng.randint(0, len(data)), rng.choice([1, 1, 3, 40, 4000])
    how = rng.choice(["lost", "doubled", "changed", "added", "cut off", "emptied", "a mark", "UTF-16", "CR"])
    if how == "lost":
        del data[at : at + size]
    elif how == "doubled":
        data[at:at] = data[at : at + size]
    elif how == "changed":
        data[at : at + size] = rng.randbytes(len(data[at : at + size]))
    elif how == "added":
        data[at:at] = rng.randbytes(min(size, 40))
    elif how == "cut off":
        del data[at:]
    elif how == "emptied":
        data.clear()
    elif how == "a mark":
        data[:0] = b"\xef\xbb\xbf"
    elif how == "UTF-16":
        data = bytearray(data.decode("utf-8", "replace").encode("utf-16"))
    else:
        data = bytearray(data.replace(b"\n", rng.choice([b"\r", b"\r\n", b"\n\r"])))
    path.write_bytes(bytes(data))
    return f"bytes {how} at {at}"


def text_of(path: Path, rng: random.Random) -> str:
    """Something nasty for a value, or anywhere in a text."""
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    n, nasty = rng.randrange(len(lines)), rng.choice(NASTY)
    how = rng.choice(["value", "value", "line", "inside", "indent", "twice", "moved"])
    if how == "value":
        lines[n] = lines[n].split(":")[0] + ": " + nasty
    elif how == "line":
        lines.insert(n, nasty)
    elif how == "inside":
        at = rng.randint(0, len(lines[n]))
        lines[n] = lines[n][:at] + nasty + lines[n][at:]
    elif how == "indent":
        lines[n] = " " * rng.randint(1, 9) + lines[n].lstrip()
    elif how == "twice":
        lines[n:n] = lines[n : n + rng.randint(1, 9)]
    else:
        lines.insert(rng.randrange(len(lines)), lines.pop(n))
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace", newline="\n")
    return f"{how} in line {n + 1}: {nasty[:20]!r}"


def json_of(path: Path, rng: random.Random) -> str:
    """A value of a JSON file exchanged, deleted, or put where it does not belong."""
    try:
        document = json.loads(path.read_bytes())
    except ValueError:
        return bytes_of(path, rng)
    nodes: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, (dict, list)):
            for key in list(node) if isinstance(node, dict) else range(len(node)):
                nodes.append((node, key))
                walk(node[key])

    walk(document)
    if not nodes:
        return bytes_of(path, rng)
    where, key = rng.choice(nodes)
    how, value = rng.choice(["value", "value", "gone", "key", "swap"]), rng.choice(VALUES)
    if how == "value":
        where[key] = value
    elif how == "gone":
        del where[key]
    elif how == "key" and isinstance(where, dict):
        where[rng.choice(["x", "type", "$ref", "pattern", "x-table", "path", "fields", "encoding", "\u0000"])] = value
    else:
        other, its = rng.choice(nodes)
        where[key] = (
            json.loads(json.dumps(other[its]))
            if (isinstance(other, list) and isinstance(its, int) and its < len(other))
            or (isinstance(other, dict) and its in other)
            else value
        )
    path.write_text(json.dumps(document, ensure_ascii=rng.random() < 0.5), encoding="utf-8")
    return f"{how} of {key!r}: {str(value)[:30]!r}"


def csv_of(path: Path, rng: random.Random) -> str:
    """A cell, column or row of a table spoilt."""
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    n, nasty = rng.randrange(len(lines)), rng.choice([*NASTY, "NaN", "1 ", '"', ",", ";", "\t"])
    cells = lines[n].split(",")
    how = rng.choice(["cell", "cell", "missing", "more", "row", "header"])
    if how == "cell":
        cells[rng.randrange(len(cells))] = nasty
    elif how == "missing":
        cells.pop()
    elif how == "more":
        cells.append(nasty)
    if how == "row":
        lines.insert(n, nasty)
    elif how == "header":
        lines[0] = lines[0].replace(rng.choice("aeio_,"), rng.choice(["", " ", ",", "е"]))
    else:
        lines[n] = ",".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace", newline="")
    return f"{how} in line {n + 1}: {nasty[:20]!r}"


def file_itself(path: Path, rng: random.Random) -> str:
    """A file gone, renamed, doubled, or a folder or link in its place."""
    how = rng.choice(["gone", "renamed", "doubled", "a folder", "a link out", "a link to itself", "a link to nothing"])
    if how == "doubled":
        shutil.copy(path, path.with_name(rng.choice(["copy-", "Ä", "x" * 100]) + path.name))
        return how
    data = path.read_bytes()
    path.unlink()
    if how == "renamed":
        path.with_name(rng.choice([path.name.upper(), "x" + path.name, path.name + "~", path.stem])).write_bytes(data)
    elif how == "a folder":
        path.mkdir()
    elif how != "gone" and hasattr(os, "symlink"):
        path.symlink_to({"a link out": "/etc/hostname", "a link to itself": path.name}.get(how, "nothing"))
    return how


def damage(root: Path, rng: random.Random) -> str:
    """Do something to one file below a folder, and say what."""
    path = rng.choice(sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()))
    own: dict[str, Callable[[Path, random.Random], str]] = {".json": json_of, ".csv": csv_of}
    how = rng.choice(
        [
            bytes_of,
            text_of,
            own.get(path.suffix, text_of),
            own.get(path.suffix, text_of),
            own.get(path.suffix, text_of),
            file_itself,
        ]
    )
    return f"{path.relative_to(root).as_posix()}: {how(path, rng)}"
