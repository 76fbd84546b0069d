"""A rule: its code, level, title and page, and the problems it finds. Knows no particular rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .problem import ERROR, WARNING, Problem
from .wordlists import load

Check = Callable[..., Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """One entry of a registry. ``page`` is Markdown: why, with a bad and a good example.

    ``says`` are the wordings of its problems by name; each may set message, expected, hint and level.
    """

    code: str
    level: str
    stage: str
    title: str
    page: str
    check: Callable[..., Iterable[Problem]] | None = None
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the page of the rule, relative to the root of the site."""
        return f"rules/{self.code}.html"

    def fill(self, problem: Problem) -> Problem:
        """The problem with this rule's code and address, and its level unless it has one of its own."""
        return replace(problem, code=self.code, level=problem.level or self.level, url=self.url)

    def problems(self, *arguments: object) -> Iterator[Problem]:
        """The problems that the function of this rule finds."""
        assert self.check is not None
        return map(self.fill, self.check(*arguments))


class Registry(dict[str, Rule]):
    """Rules by code, read from a folder: ``stages.yaml`` has the stages in order, with their titles, and the files
    named after a stage have an entry for each rule.

    An entry has level, title, bad and good, perhaps why, and wordings under ``says``; ``text`` is applied to each
    text. A code that is taken or an unknown level raises ValueError, an unknown code KeyError.
    """

    def __init__(self, folder: Path, text: Callable[[str], str] = str) -> None:
        super().__init__()
        self.stages: dict[str, str] = load(str(folder / "stages.yaml"), "stages.yaml")
        for stage in self.stages:
            for path in sorted(folder.glob(f"{stage}*.yaml")):
                for code, r in load(str(path), path.name).items():
                    parts = [r.get("why"), f"**Bad:** {r['bad']}", f"**Good:** {r['good']}"]
                    page = text("\n\n".join(filter(None, parts)))
                    self.enter(Rule(code, r["level"], stage, text(r["title"]), page, says=r.get("says", {})))

    def enter(self, rule: Rule) -> None:
        """Add a rule."""
        if rule.code in self or rule.level not in (ERROR, WARNING):
            raise ValueError(f"rule {rule.code}: code taken, or level unknown")
        self[rule.code] = rule

    def found_by(self, code: str, check: Check) -> None:
        """Register the function that finds the problems of a rule; a second one raises ValueError."""
        if self[code].check is not None:
            raise ValueError(f"rule {code} has a function already")
        self[code] = replace(self[code], check=check)
