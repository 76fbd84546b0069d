"""A rule: its code, level, title and page, and the problems it finds. Knows no rule in particular."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .problem import ERROR, WARNING, Problem

Check = Callable[..., Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """One entry of a registry. ``page`` is Markdown: why, with a bad and a good example.

    ``says`` are wordings of its problems by name, each with message, expected, hint and level as far as they are set.
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
        """Where the rule is explained, relative to the root of the site."""
        return f"rules/{self.code}.html"

    def fill(self, problem: Problem) -> Problem:
        """The problem with this rule's code and address, and its level unless it has one of its own."""
        return replace(problem, code=self.code, level=problem.level or self.level, url=self.url)

    def problems(self, *arguments: object) -> Iterator[Problem]:
        """The problems that the function of this rule finds."""
        assert self.check is not None
        return map(self.fill, self.check(*arguments))


class Registry(dict[str, Rule]):
    """Rules by code. A code that is taken, an unknown stage or level raises ValueError; an unknown code KeyError."""

    def __init__(self, stages: dict[str, str]) -> None:
        super().__init__()
        self.stages = stages

    def enter(self, rule: Rule) -> None:
        """Add a rule."""
        if rule.code in self or rule.stage not in self.stages or rule.level not in (ERROR, WARNING):
            raise ValueError(f"rule {rule.code}: code taken, or stage or level unknown")
        self[rule.code] = rule

    def rule(self, code: str, level: str, stage: str) -> Callable[[Check], Check]:
        """The decorator that enters a function; its docstring is the page, the first paragraph the title."""

        def enter(function: Check) -> Check:
            title, _, page = (inspect.getdoc(function) or "").partition("\n\n")
            self.enter(Rule(code, level, stage, " ".join(title.split()).rstrip("."), page.strip(), function))
            return function

        return enter
