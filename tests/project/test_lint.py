"""What `make lint` holds: doors, strict types and style are configured as agreed, and each of them can fail."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import ROOT, need

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYTHON = sorted(p for folder in ("scripts", "tests") for p in (ROOT / folder).rglob("*.py"))
ALLOWED = 15  # exceptions from the linters, in the whole project: fewer than this

# The doors. To open one, change it here too, and say in the pull request why.
LAYERS = [
    'layers = ["corpus", "proposals", "anchoring | dpcheck"]',
    'layers = ["commands", "site", "rules | export | release | edit | copies | coding", "derive", "model"]',
]
FORBIDDEN = ["proposals -> dpcheck"]
EXCEPTIONS = [
    "corpus.rules.* -> corpus.edit.layout",
    "corpus.coding.* -> corpus.edit.update",
]
# An import that goes through a closed door, and the contract that says so.
THROUGH_A_CLOSED_DOOR = {
    "dpcheck/problem.py": ("import corpus.model.dates", "dpcheck and anchoring import nothing of ours"),
    "proposals/lists.py": ("import dpcheck.problem", "proposals do not know the validator"),
    "corpus/export/nested.py": ("import corpus.commands.cli", "the rooms of corpus import only those below them"),
}
STRICT = ["dpcheck.*", "anchoring.*", "corpus.model.*", "corpus.derive.*"]


def table(name: str) -> str:
    """The text of the tables of this name in pyproject.toml, and of those below it."""
    return "\n".join(re.findall(rf"^\[+{re.escape(name)}\b.*?(?=^\[|\Z)", PROJECT, re.MULTILINE | re.DOTALL))


def strings(text: str) -> list[str]:
    return re.findall(r'"([^"]*)"', re.sub(r"#.*", "", text))


def run_tool(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A linter in a folder with our configuration and a folder scripts/."""
    tool = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    need(tool, f"{name} is needed: make lint installs it")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    arguments = {"lint-imports": ["--no-cache"], "mypy": ["--cache-dir", str(folder / "cache")]}[name]
    return subprocess.run(
        [str(tool), *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "scripts")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_doors_are_where_they_were_agreed() -> None:
    doors = table("tool.importlinter")
    assert re.findall(r"^layers = .*", doors, re.MULTILINE) == LAYERS
    assert strings(re.search(r"ignore_imports = \[(.*?)\n\]", doors, re.DOTALL)[1]) == EXCEPTIONS
    assert doors.count("ignore_imports = ") == 1
    sources, targets = (strings(re.search(rf"^{x}_modules = .*", doors, re.M)[0]) for x in ("source", "forbidden"))
    assert [f"{a} -> {b}" for a, b in zip(sources, targets)] == FORBIDDEN
    assert "exhaustive = true" in doors  # a new room must be given its place
    assert not re.search("exclude_type_checking_imports|allow_indirect_imports|exhaustive_ignores|as_packages", doors)


def test_modules_named_by_text_are_those_of_a_register() -> None:
    """import-linter sees no import whose module is computed; these are of the room that does it, or of entries."""
    computed = r"import_module\((?!f\"\{__name__\})|__import__\("
    assert [p.relative_to(ROOT / "scripts").as_posix() for p in PYTHON if re.search(computed, p.read_text("utf-8"))
            and p.is_relative_to(ROOT / "scripts")] == [
        "anchoring/readers/apart.py",
        "corpus/commands/cli.py",
        "corpus/export/downloads.py",
    ]  # fmt: skip


def test_an_import_through_a_closed_door_fails(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (line, _) in THROUGH_A_CLOSED_DOOR.items():
        file = tmp_path / "scripts" / name
        file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    (tmp_path / "scripts" / "corpus" / "attic").mkdir()
    (tmp_path / "scripts" / "corpus" / "attic" / "__init__.py").touch()
    done = run_tool("lint-imports", tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    for _, contract in THROUGH_A_CLOSED_DOOR.values():
        assert re.search(rf"{contract}.*BROKEN", done.stdout), done.stdout
    assert "attic" in done.stdout


def test_types_are_strict_where_others_build_on_them() -> None:
    types = table("tool.mypy")
    assert strings(re.search(r"^module = .*", types, re.M)[0]) == STRICT
    assert not re.search(r"ignore_errors|follow_imports|exclude|disable_error_code|= false", types)


@pytest.mark.parametrize(
    ("module", "code", "error"),
    [
        ("dpcheck", "def f(x): return x", "no-untyped-def"),
        ("corpus/derive", "x: dict = {}", "type-arg"),
        ("proposals", "x: int = 'a'", "assignment"),
    ],
)
def test_a_wrong_type_fails(tmp_path: Path, module: str, code: str, error: str) -> None:
    file = tmp_path / "scripts" / module / "x.py"
    file.parent.mkdir(parents=True)
    for folder in (file.parent, *file.parent.parents):
        if folder.is_relative_to(tmp_path / "scripts") and folder != tmp_path / "scripts":
            (folder / "__init__.py").touch()
    file.write_text(code + "\n", encoding="utf-8")
    done = run_tool("mypy", tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"[{error}]" in done.stdout


def test_style_is_checked_everywhere() -> None:
    style = table("tool.ruff")
    assert "line-length = 120" in style
    assert not re.search(r"exclude|per-file-ignores", style)
    assert strings(re.search(r"^ignore = \[(.*?)^\]", style, re.M | re.S)[1]) == ["B905", "SIM905"]


EXCEPTION = re.compile(r"# *(?:noqa|type: *ignore|mypy:|ruff:|pyright:)(?P<rest>.*)")
EXPLAINED = re.compile(r"(?:: [A-Z]+[0-9]+(?:,[A-Z]+[0-9]+)*|\[[a-z,-]+\])\s+[#(]?\s*\w+(?: \S+)+")


def exceptions() -> list[tuple[str, str]]:
    """Every comment that silences a linter: where, and what follows the word."""
    return [
        (f"{p.relative_to(ROOT).as_posix()}:{n}", match["rest"])
        for p in PYTHON
        if p != Path(__file__).resolve()
        for n, line in enumerate(p.read_text(encoding="utf-8").split("\n"), 1)
        if (match := EXCEPTION.search(line))
    ]


def test_exceptions_from_the_linters_are_few_and_say_why() -> None:
    silenced = exceptions()
    assert [f"{where}: {rest}" for where, rest in silenced if not EXPLAINED.match(rest)] == []
    assert len(silenced) < ALLOWED


@pytest.mark.parametrize(
    ("rest", "good"),
    [
        (": B018  (raises where it is no number)", True),
        ("[type-var]  # its values can be sorted", True),
        (": E731", False),
        ("", False),
        (": E402,F401  they fill the registry above", True),
    ],
)
def test_a_reason_is_told_from_none(rest: str, good: bool) -> None:
    assert bool(EXPLAINED.match(rest)) == good


def test_lint_is_part_of_the_tests_and_of_the_workflows() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^test:.* lint\b", makefile, re.MULTILINE)
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    assert [tool for tool in ("ruff check", "ruff format", "mypy", "lint-imports") if tool not in recipe] == []
    assert re.search(r"^lint:.* lint-js\b", makefile, re.MULTILINE)
    assert "make lint" in (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")


# What each folder and module says at its head


def heads() -> dict[str, str]:
    """The first paragraph of each module below scripts/, by path."""
    scripts = [p for p in PYTHON if p.is_relative_to(ROOT / "scripts")]
    texts = {p.relative_to(ROOT / "scripts").as_posix(): ast.get_docstring(ast.parse(p.read_bytes())) for p in scripts}
    return {name: " ".join((text or "").split("\n\n")[0].split()) for name, text in texts.items()}


def test_every_module_says_what_it_is() -> None:
    assert [name for name, head in heads().items() if not re.fullmatch(r"\S.{20,}[.!:].*", head)] == []


def test_every_package_says_what_it_knows_and_what_it_must_not_know() -> None:
    packages = {name: head for name, head in heads().items() if name.endswith("__init__.py")}
    assert len(packages) >= 20
    assert [name for name, head in packages.items() if not re.search(r"\bKnows\b.+\b(?:not|nothing)\b", head)] == []
