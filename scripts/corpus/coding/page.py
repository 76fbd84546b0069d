"""The page to print: the codebook's decision tree and rules, and the places of the sampled records."""

import re
from pathlib import Path

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.model.records import Corpus, Record

from .kit import SECTIONS, STEPS, VERDICTS, Kit

PATH = "Is this a unit? The steps"


def page(corpus: Corpus, records: list[Record], about: str, codebook: str) -> str:
    """One self-contained HTML page; raises ValueError if the codebook lacks a section."""
    kit, terms = Kit(corpus), corpus.vocabularies
    lists = [
        (f.title, [(c, label, terms[f.vocabulary][c].get("definition", "")) for c, label in kit.lists[name].items()])
        for name, f in kit.fields.items()
        if f.vocabulary
    ]
    texts = ((title, markdown.markdown(section(codebook, title), extensions=["tables"])) for title in SECTIONS)
    loader = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template("page.html").render(
        label=corpus.label,
        package=corpus.package,
        records=records,
        about=about,
        steps=STEPS,
        tree=tree(section(codebook, PATH)),
        verdicts=VERDICTS.items(),
        sections=[(title, Markup(text)) for title, text in texts],
        lists=lists,
    )


def section(codebook: str, heading: str) -> str:
    """The text below a heading of second level, without links, which do not work on paper."""
    head = rf"^## {re.escape(heading)}(?: \{{ #[^\n]*)?\n"  # with an optional anchor
    match = re.search(rf"{head}(.*?)(?=^## |\Z)", codebook, re.MULTILINE | re.DOTALL)
    if match is None:
        raise ValueError(f"docs/codebook.md has no section “{heading}”")
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", match[1]).strip()


def tree(path: str) -> list[tuple[str, str, str]]:
    """The steps of the path: question, result of a yes, result of a no ('' for the next question)."""
    steps = []
    for question, answer in re.findall(r"^\d+\. (.+?[?])[ ]+(.+)$", path, re.MULTILINE):
        yes, _, no = answer.partition("; if not, ")
        steps.append((question, re.sub(r"^\((.*)\)$", r"see \1", yes), no))
    if not steps:
        raise ValueError(f"docs/codebook.md: the section “{PATH}” has no numbered questions")
    return steps


def read_codebook(root: Path) -> str:
    """The text of the codebook; raises OSError."""
    return (root / "docs" / "codebook.md").read_text(encoding="utf-8")
