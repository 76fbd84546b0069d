"""The descriptor against the official Data Package 2.0 profile, which dplib-py carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import dplib
from common import Truth, main
from jsonschema import Draft7Validator


def problems(folder: Path) -> Iterator[str]:
    profiles = [
        p for p in Path(dplib.__file__).parent.rglob("*.json") if "2.0" in str(p) and "package" in p.name.lower()
    ]
    if not profiles:
        yield "the profile was not found"
    descriptor = Truth(folder).descriptor
    for profile in profiles:
        for error in Draft7Validator(json.loads(profile.read_text())).iter_errors(descriptor):
            yield f"{'/'.join(map(str, error.path))}: {error.message[:200]}"


if __name__ == "__main__":
    main(problems)
