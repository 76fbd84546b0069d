"""What is in version control: clean bytes, no trace of a machine, no copied words, and a README that is true."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from corpus.commands import arguments
from corpus.copies.copied import Documents, names_in, publishable
from corpus.model.records import read_corpus
from dpcheck.wordlists import load
from helpers import ROOT, need

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROSE = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "data" / "records" / "README.md",
]
MADE = ("build/", ".venv/")  # by make, not checked in


def tracked() -> list[Path]:
    """The files that git tracks, or would."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    need(not done.returncode, "this is no git checkout")
    return [p for name in sorted(set(done.stdout.split("\0"))) if name and (p := ROOT / name).is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> list[tuple[Path, bytes]]:
    return [(p, p.read_bytes()) for p in tracked()]


def byte_faults(data: bytes) -> list[str]:
    """What is wrong with the bytes of a text file."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ["not UTF-8"]
    found = []
    if data.startswith(b"\xef\xbb\xbf"):
        found.append("byte order mark")
    if b"\r" in data:
        found.append("CR")
    if data and not data.endswith(b"\n"):
        found.append("no final newline")
    return found


@pytest.mark.data
def test_every_file_is_clean_text() -> None:
    pictures = {p for p, data in texts() if p.suffix == ".png" and data.startswith(b"\x89PNG\r\n")}
    assert {shown(p): faults for p, data in texts() if p not in pictures and (faults := byte_faults(data))} == {}


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"\xe9\n", "not UTF-8"), (b"\xef\xbb\xbfa\n", "byte order mark"), (b"a\r\n", "CR"), (b"a", "no final newline")],
)
def test_the_check_of_bytes_can_fail(data: bytes, fault: str) -> None:
    assert byte_faults(data) == [fault]


# Written in two parts, so that this file does not find itself.
MACHINE = re.compile("|".join(f"/{name}/" for name in ("work", "root", "home", "Users")) + r"|[A-Z]:\\\\?Users")
HOSTS = ["py" + r"pi\.org", "python" + r"hosted\.org", r"registry\.npm" + "js", r"deb\.deb" + "ian"]
REGISTRY = re.compile("|".join([*HOSTS, "--(?:extra-)?index" + "-url", "--find" + "-links"]), re.IGNORECASE)


@pytest.mark.data
@pytest.mark.parametrize(("what", "pattern"), [("path of a machine", MACHINE), ("host of a registry", REGISTRY)])
def test_no_trace_of_a_machine(what: str, pattern: re.Pattern[str]) -> None:
    lines = (
        (p, n, line) for p, data in texts() for n, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1)
    )
    assert [f"{shown(p)}:{n}: {what}: {line.strip()[:100]}" for p, n, line in lines if pattern.search(line)] == []


def test_the_search_for_machines_can_fail() -> None:
    assert MACHINE.search("see /" + "home/someone/x") and REGISTRY.search(
        "https://files.python" + "hosted.org/packages/x"
    )


def test_no_file_has_grown_past_one_job() -> None:
    assert {
        shown(p): n
        for p in tracked()
        if shown(p).startswith("scripts/")
        and p.suffix not in (".tsv", ".txt")  # word lists are long
        and (n := len(p.read_text(encoding="utf-8").splitlines())) > 450
    } == {}


# Copied words


def documents_in(folder: Path) -> Documents:
    """The texts of a folder, and the names and titles that may be shared with them."""
    ours = {p.read_bytes() for p in (ROOT / "tests" / "held-out").glob("*.txt")}  # invented, so anybody may have them
    files = (p for p in sorted(folder.glob("*.txt")) if p.read_bytes() not in ours)
    texts = (p.read_text(encoding="utf-8-sig") for p in files)
    return Documents(texts, names_in(read_corpus(ROOT)))


@pytest.fixture(scope="session")
def documents(sources_dir: Path) -> Documents:
    return documents_in(sources_dir)


@pytest.fixture(scope="session")
def treaties() -> Documents:
    named = os.environ.get("TREATIES_DIR")
    need(named, "the treaties are needed: set TREATIES_DIR to the folder with their texts")
    return documents_in(Path(str(named)))


def copies(documents: Documents, paths: list[Path]) -> list[str]:
    return [f"{shown(p)}:{line}: {run}" for p in paths for line, run in documents.copied(publishable(p))]


@pytest.mark.data
def test_no_copied_words_in_any_file(documents: Documents) -> None:
    assert copies(documents, tracked()) == []


@pytest.mark.data
def test_no_words_of_treaties_in_any_file(treaties: Documents) -> None:
    assert copies(treaties, tracked()) == []


@pytest.mark.data
def test_no_copied_words_on_any_page(documents: Documents) -> None:
    pages = sorted((ROOT / "build" / "site").rglob("*.html"))
    need(pages, "the site is not built: run make site")
    assert copies(documents, pages) == []


INVENTED = (
    "The harbour masters asked every port of the Lakes League to count the herons before the ice breaks each spring."
)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.md", "# Title\n\nThey ASKED every port,\nof the “Lakes League” to-count the herons.\n", 3),
        ("x.yaml", "note: masters asked every port of the lakes league to count\n", 1),
        (
            "x.html",
            "<p>asked <b>every</b> port of the\n<a href='asked every port'>Lakes</a> League to&nbsp;count the</p>",
            1,
        ),
        ("x.csv", 'note,name\n"asked every port of the lakes league to",x\n', 2),
    ],
)
def test_a_planted_run_is_found(tmp_path: Path, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(Documents([INVENTED]).copied(publishable(tmp_path / name)))
    assert [n for n, _ in found] == [line]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.md", "They asked every port of the league, and every port of the Lakes answered."),  # six words and five
        ("x.csv", "note,name\nx,asked every port of the lakes league to count\n"),  # a name
        ("x.html", "<script>asked every port of the lakes league to count</script>"),
    ],
)
def test_what_is_not_copied_is_not_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(Documents([INVENTED]).copied(publishable(tmp_path / name))) == []


def test_names_do_not_count_but_what_stands_around_them_does() -> None:
    text = "asked every port of the lakes league to count"
    names = ["Lakes League", "every port"]
    assert list(Documents([INVENTED], names).copied(text)) == []  # nine words, four of them names
    assert list(Documents([INVENTED], names).copied(text + " the herons")) == [(1, text + " the herons")]


def test_no_run_leads_from_one_document_into_the_next() -> None:
    first, second = "one two three four five", "six seven eight nine ten"
    assert list(Documents([first, second]).copied(f"{first} {second}")) == []


@pytest.mark.data
def test_a_planted_run_of_a_real_document_is_found(documents: Documents, sources_dir: Path) -> None:
    ours = {p.name for p in (ROOT / "tests/held-out").glob("*.txt")}  # stand in the repository as they are
    for path in sorted(p for p in sources_dir.glob("*.txt") if p.name not in ours):
        words = re.findall(r"\w+", path.read_text(encoding="utf-8-sig"))
        middle = len(words) // 2
        assert any(list(documents.copied(" ".join(words[at : at + 12]))) for at in range(middle, middle + 60, 12)), (
            path.name
        )


# What the prose claims


def claims() -> list[tuple[str, str]]:
    """Everything in code style in the prose, by file."""
    found = []
    for path in PROSE:
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"^( *)```.*?\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE)
        found += [(shown(path), line.strip()) for _, block in blocks for line in block.split("\n")]
        found += [(shown(path), x) for x in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]
    return found


@pytest.mark.data
def test_files_that_the_prose_names_exist() -> None:
    top = {p.name for p in ROOT.iterdir()} | {"tests", "docs"}
    missing, seen = [], 0
    for where, text in claims():
        for word in (w.rstrip(".") for w in re.findall(r"[\w./*-]+", text)):
            if "coastal" in word:  # what the reader of docs/add-a-document.md makes
                continue
            if word.split("/")[0] in top and ("/" in word or "." in word) and not word.startswith(MADE):
                seen += 1
                if not list(ROOT.glob(word.strip("/"))):
                    missing.append(f"{where}: {word}")
    assert missing == []
    assert seen > 15


MARKDOWN = [*PROSE, *sorted((ROOT / ".github").rglob("*.md"))]


@pytest.mark.data
@pytest.mark.parametrize("path", MARKDOWN, ids=shown)
def test_links_lead_somewhere_where_the_repository_is_read(path: Path) -> None:
    """A page that only the site has is linked as FILE#PAGE; the hook of the site makes it a link to the page."""
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [x for x in re.findall(r"\]\(([^)\s#]*)[^)]*\)", text) if x and not re.match(r"[a-z]+:", x)]
    assert [x for x in links if not (path.parent / x).exists()] == []
    assert links or path.parent != ROOT


def options_of(script: str) -> set[str]:
    """The options of a command and of its actions."""
    told = load(arguments.__file__, "arguments.yaml")[script]
    parts = [told, *told.get("actions", {}).values()]
    return {name for part in parts for name in {**part.get("arguments", {}), **part.get("one_of", {})}}


@pytest.mark.data
def test_commands_that_the_prose_names_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = {m for _, text in claims() for m in re.findall(r"\bmake ([a-z-]+)", text)}
    assert named <= targets
    assert {"test", "site"} <= named
    options = set()
    for where, text in claims():
        for script, rest in re.findall(r"scripts/(\w+)\.py([^#\n]*)", text):
            for option in re.findall(r"--[a-z-]+", rest):
                options.add(option)
                assert option in options_of(script), f"{where}: {text}"


def test_every_target_of_the_makefile_is_explained() -> None:
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    explained = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert phony - explained <= {"python", "env-test", "env-lint"}  # steps on the way
    assert explained <= phony


@pytest.mark.data
def test_the_version_is_the_same_everywhere() -> None:
    def version(name: str, pattern: str) -> str:
        return re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)[1]

    package = version("data/records/package.yaml", r"^version: (.+)")
    assert version("pyproject.toml", r'^version = "(.+)"') == package == version("CITATION.cff", r"^version: (.+)")
