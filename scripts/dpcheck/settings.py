"""Which rules apply, and at which level: from the command line, a file beside the descriptor, and a baseline."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from .catalogue import REGISTRY
from .collector import Collector
from .problem import ERROR, WARNING, Problem, nearest
from .terminal import CannotRun

FILE = "dpcheck.yaml"  # beside the descriptor
KEYS = ("select", "ignore", "error", "warn", "baseline", "profiles")
BASELINE_VERSION = 1


@dataclass
class Settings:
    """Codes or prefixes of codes. ``accepted`` counts the problems of the baseline by their identity."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    profiles: dict[str, str] = field(default_factory=dict)
    accepted: Counter[tuple[str | None, ...]] = field(default_factory=Counter)

    def wants(self, code: str) -> bool:
        """Whether a rule applies."""
        return (not self.select or code.startswith(self.select)) and not (
            bool(self.ignore) and code.startswith(self.ignore)
        )

    def level(self, code: str, level: str) -> str:
        """The level at which a problem of a rule counts."""
        if self.error and code.startswith(self.error):
            return ERROR
        return WARNING if self.warn and code.startswith(self.warn) else level

    def apply(self, problems: Collector) -> Collector:
        """The problems that count, each at its level."""
        left = Counter(self.accepted)
        out = Collector(problems.limit)
        out.unchecked = problems.unchecked
        for p in problems.problems():
            if not self.wants(p.code):
                continue
            if left[identity(p)] > 0:
                left[identity(p)] -= 1
                continue
            out[p.code].append(replace(p, level=self.level(p.code, p.level or ERROR)))
        for (code, level), count in problems.omitted.items():
            if self.wants(code):
                out.omit(code, count, self.level(code, level))
        return out


def codes(text: str | Iterable[str] | None, name: str) -> tuple[str, ...]:
    """Codes in a list or a text with commas; a prefix such as V means all codes that begin with it."""
    listed = text.split(",") if isinstance(text, str) else list(text or ())
    out = tuple(str(c).strip().upper() for c in listed if str(c).strip())
    for code in out:
        if not any(known.startswith(code) for known in REGISTRY):
            hint = nearest(code, REGISTRY) or f"Rules: {', '.join(sorted(REGISTRY))}."
            raise CannotRun(f"{name}: there is no rule {code}. {hint}")
    return out


def read_settings(folder: Path | None, given: Mapping[str, Any]) -> Settings:
    """The settings of a package: those of its folder, then those of the command line."""
    file = folder / FILE if folder else None
    own: dict[str, Any] = {}
    if file and file.is_file():
        try:
            own = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CannotRun(f"{file} is not YAML: {' '.join(str(error).split())}") from None
        unknown = [k for k in own if k not in KEYS] if isinstance(own, dict) else [str(own)]
        if unknown:
            hint = nearest(str(unknown[0]), KEYS) or f"Known: {', '.join(KEYS)}."
            raise CannotRun(f"{file}: there is no setting {unknown[0]}. {hint}")
    out = Settings()
    for name in ("select", "ignore", "error", "warn"):
        where = f"{file}: {name}" if own.get(name) else f"--{name}"
        setattr(out, name, codes(own.get(name), where) + codes(given.get(name), f"--{name}"))
    for address, path in (own.get("profiles") or {}).items():
        out.profiles[str(address).rstrip("#")] = _text(folder / str(path) if folder else Path(str(path)))
    for pair in given.get("profile") or ():
        address, separator, path = pair.rpartition("=")
        if not separator or not address:
            raise CannotRun(f"--profile {pair}: write ADDRESS=FILE")
        out.profiles[address.rstrip("#")] = _text(Path(path))
    baseline = Path(given["baseline"]) if given.get("baseline") else None
    if baseline is None and own.get("baseline") and folder:
        baseline = folder / str(own["baseline"])
    if baseline:
        out.accepted = _read_baseline(baseline)
    return out


def _text(path: Path) -> str:
    if not path.is_file():
        raise CannotRun(f"there is no file {path}")
    return path.read_text(encoding="utf-8-sig", errors="replace")


def identity(p: Problem) -> tuple[str | None, ...]:
    """The identity of a problem, which does not change when lines before it do."""
    return p.code, p.path, p.field, p.actual, p.message


def baseline_of(problems: Iterable[Problem]) -> str:
    """A file of accepted problems."""
    counts = Counter(map(identity, problems))
    entries = [
        dict(zip(("code", "path", "field", "actual", "message"), key)) | {"count": n} for key, n in counts.items()
    ]
    return json.dumps({"version": BASELINE_VERSION, "problems": entries}, ensure_ascii=False, indent=1) + "\n"


def _read_baseline(path: Path) -> Counter[tuple[str | None, ...]]:
    try:
        loaded = json.loads(_text(path))
        return Counter(
            {(e["code"], e["path"], e["field"], e["actual"], e["message"]): int(e["count"]) for e in loaded["problems"]}
        )
    except (ValueError, KeyError, TypeError):
        raise CannotRun(f"{path} is not a baseline; write one with --write-baseline") from None
