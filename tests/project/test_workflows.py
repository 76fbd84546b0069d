"""The workflows: what two linters say, what they may do, and that they call what a person calls."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from helpers import ROOT, need

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Each action at the commit its release points to. To raise one: look the new commit up in the action's own repository.
PINNED = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/github-script": ("3a2844b7e9c422d3c10d287c895573f7108da1b3", "v9.0.0"),
}
# Who may write what; all else reads at most.
WRITES = {
    ("suggest", "comment"): {"pull-requests"},
    ("tables", "build"): {"contents"},
    ("site", "publish"): {"pages", "id-token"},
    ("release", "release"): {"contents"},
}


def load(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # so that "on" is no boolean


JOBS = [
    pytest.param(path.stem, name, job, id=f"{path.stem}-{name}")
    for path in WORKFLOWS
    for name, job in load(path)["jobs"].items()
]


def steps() -> list[tuple[str, dict]]:
    return [(f"{p.values[0]}: {p.values[1]}", step) for p in JOBS for step in p.values[2]["steps"]]


def linter(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    need(found, f"{name} is needed to lint the workflows")
    return str(found)


def test_there_are_six() -> None:
    assert [p.stem for p in WORKFLOWS] == ["check", "links", "release", "site", "suggest", "tables"]


def test_zizmor_has_nothing_to_say() -> None:
    done = subprocess.run(
        [linter("zizmor"), "--offline", "--no-progress", "--persona", "pedantic", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


def actionlint(*paths: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [linter("actionlint"), "-no-color", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_actionlint_has_nothing_to_say(tmp_path: Path) -> None:
    done = actionlint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "check.yml"
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    broken.write_text(text.replace("runs-on: ubuntu", "runs-on: ubutnu"), encoding="utf-8")
    assert "ubutnu" in text.replace("runs-on: ubuntu", "runs-on: ubutnu") and "ubutnu" in actionlint(broken).stdout


def test_actions_are_pinned_to_known_commits() -> None:
    used = set()
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if match := re.search(r"uses: (.*)", line):
                action, commit, version = re.fullmatch(r"([^@ ]+)@([0-9a-f]{40}) # (v\S+)", match[1]).groups()
                assert PINNED[action] == (commit, version)
                used.add(action)
    assert used == PINNED.keys()


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_rights_are_the_least(workflow: str, name: str, job: dict) -> None:
    assert load(ROOT / ".github" / "workflows" / f"{workflow}.yml")["permissions"] == {}
    assert {right for right, level in job["permissions"].items() if level != "read"} == WRITES.get(
        (workflow, name), set()
    )
    assert "timeout-minutes" in job


def test_every_command_is_a_target_of_make_or_a_script() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    called = set()
    for where, step in steps():
        if script := re.fullmatch(r"python (scripts/\w+\.py)( [\w/.-]+)*", step.get("run", "").strip()):
            assert where == "check: systems" and (ROOT / script[1]).is_file()
        elif "run" in step:
            match = re.fullmatch(r"make ((?:[a-z-]+ ?)+)(?: *>> \"\$GITHUB_STEP_SUMMARY\")?", step["run"].strip())
            assert match, f"{where}: {step['run']}"
            called |= set(match[1].split())
    assert called - targets == set()


def test_no_expression_stands_in_a_command() -> None:
    for where, step in steps():
        assert "${{" not in step.get("run", "") + step.get("with", {}).get("script", ""), where


def test_what_may_write_never_fetches_a_pull_request() -> None:
    for path in WORKFLOWS:
        on = load(path)["on"]
        assert "pull_request_target" not in on
        if "workflow_run" in on:
            assert "actions/checkout" not in path.read_text(encoding="utf-8")
            assert [s for p in JOBS if p.values[0] == path.stem for s in p.values[2]["steps"] if "run" in s] == []


def test_no_checkout_leaves_its_token() -> None:
    for where, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", where


# Forms


FORMS = sorted(p for p in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config")


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_is_whole(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    asked = [f for f in form["body"] if f["type"] != "markdown"]
    assert asked and len({f["id"] for f in asked}) == len(asked)
    for field in form["body"]:
        assert field["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        assert field["attributes"]["value" if field["type"] == "markdown" else "label"]


def test_no_address_is_made_up() -> None:
    for path in [*WORKFLOWS, *FORMS, *(ROOT / ".github").glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\w.]+@[\w-]+\.[a-z]{2,}|https?://", text), path.name


@pytest.mark.parametrize("name", ["homepage", "contact"])
def test_nothing_is_published_without_homepage_and_contact(tmp_path: Path, name: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    package = tmp_path / "data" / "records" / "package.yaml"
    package.parent.mkdir(parents=True)
    for filled in ("", f"{name}:\n", f"{name}: # later\n"):
        other = "contact" if name == "homepage" else "homepage"
        package.write_text(f"{other}: https://example.org\n{filled}version: 1.0.0\n", encoding="utf-8")
        done = subprocess.run(["make", "publish"], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 2 and f"{name} in data/records/package.yaml is empty" in done.stderr
        assert other not in done.stderr and "git" not in done.stderr
