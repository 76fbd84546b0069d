"""Compare the records with an earlier version, and prepare the next one."""

import argparse
import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

from corpus.derive.built import built_files, stale_files
from corpus.derive.tables import build_tables, write_all
from corpus.export.archive import archive, checksums, package
from corpus.export.downloads import material
from corpus.model.changelog import CHANGELOG, entry_of, with_entry
from corpus.model.published import PUBLISHED, with_version
from corpus.model.records import Corpus, read_corpus
from corpus.release.changes import Difference, as_json, as_markdown, compare, totals
from corpus.release.versions import NoHistory, Version, commit_of, git, is_repository, last_version, published, standing
from corpus.rules.registry import Checked, check
from dpcheck.problem import ERROR, WARNING
from dpcheck.report import as_text
from dpcheck.terminal import wants_colour

from .cli import CannotRun

PACKAGE = "data/records/package.yaml"
_IN_PYPROJECT = re.compile(r'(?m)^(version = ").*(?="$)')


class NotReady(Exception):
    """The version cannot be released; the message says why."""


def main(args: argparse.Namespace) -> int:
    if args.version and not Version.parse(args.version):
        raise CannotRun(f"{args.version} is not a version like 1.2.0")
    if args.date and not _is_day(args.date):
        raise CannotRun(f"{args.date} is not a date like 2026-01-31")
    corpus = read_corpus(args.root)
    checked = check(corpus, stale=ERROR if args.archive else WARNING)
    try:
        return _archive(args, corpus, checked) if args.archive else _prepare(args, corpus, checked)
    except NotReady as error:
        print(f"release: {error}", file=sys.stderr)
        return 1


def _is_day(text: str) -> bool:
    """Whether this is a date such as 2026-01-31, which goes into the changelog and the citation."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d") == text
    except ValueError:
        return False


def _prepare(args: argparse.Namespace, corpus: Corpus, checked: Checked) -> int:
    difference = _difference(args.root, args.since, corpus, checked)
    if difference is not None:
        text = as_json(difference) + "\n" if args.format == "json" else as_markdown(difference, args.limit)
        if args.out:
            args.out.parent.mkdir(parents=True, exist_ok=True)
            write_all({args.out: text.encode("utf-8")})
        else:
            print(text, end="")
    elif not args.write:
        print(f"No version is released yet: the first one would be {corpus.package.get('version')}.")
    if args.diff:
        return 0
    _refuse_errors(checked.errors, corpus)
    for name in ("homepage", "contact"):
        if not corpus.package.get(name):
            print(f"warning: {name} in {PACKAGE} is empty; fill it in before you publish", file=sys.stderr)
    version = _chosen(args, corpus, difference)
    if args.write:
        _write(args, corpus, difference, version)
    return 0


def _refuse_errors(errors: list, corpus: Corpus) -> None:
    if errors:
        print(as_text(errors, len(corpus.files), lambda path: [], wants_colour(sys.stderr)), file=sys.stderr)
        raise NotReady("nothing was written, because there are errors.")


def _difference(root: Path, since: str | None, corpus: Corpus, checked: Checked) -> Difference | None:
    """The difference from the given version or the last one; None before the first release."""
    if since is None:
        last = last_version(root)
        if last is None:
            return None
        since = str(last)
    return compare(since, published(root, commit_of(root, since)), corpus, checked.tables)


def _chosen(args: argparse.Namespace, corpus: Corpus, difference: Difference | None) -> Version:
    """The version to release; raises NotReady if the requested one is too small or taken."""
    asked = Version.parse(args.version) if args.version else None
    if difference is None:
        here = Version.parse(str(corpus.package.get("version")))
        if asked and here and asked < here:
            raise NotReady(f"{asked} is smaller than {here}, the version in {PACKAGE}.")
        if (first := asked or here) is None:
            raise CannotRun(f"{PACKAGE} has no version, and none was named")
        return first
    if difference.level is None and args.write and not asked:
        raise NotReady(f"nothing has changed since {difference.since}.")
    needed = difference.next_version
    if needed is None:
        raise CannotRun(f"{difference.since} has no version in {PACKAGE}")
    if asked and asked < needed:
        raise NotReady(f"{asked} is too small: {difference.reason}, which requires {needed} or more.")
    chosen = asked or needed
    last = last_version(args.root)
    if args.write and last and chosen <= last:
        raise NotReady(f"{chosen} is not greater than {last}, the last version.")
    return chosen


def _write(args: argparse.Namespace, corpus: Corpus, difference: Difference | None, version: Version) -> None:
    root, day = args.root, args.date or datetime.now(timezone.utc).date().isoformat()
    if is_repository(root):
        _refuse_unknown_to_git(root)
    files = {PACKAGE: re.sub(r"(?m)^(version: ).*$", rf"\g<1>{version}", _read(root, PACKAGE), count=1)}
    if (root / "pyproject.toml").is_file():
        files["pyproject.toml"] = _IN_PYPROJECT.sub(rf"\g<1>{version}", _read(root, "pyproject.toml"), count=1)
    lines = [f"- Data: {line}." for line in totals(difference)] if difference else []
    lines += [f"- {d.text[0].upper()}{d.text[1:]}." for d in difference.definitions] if difference else []
    files[PUBLISHED] = with_version(_read(root, PUBLISHED), str(version), standing(corpus))
    try:
        files[CHANGELOG] = with_entry(_read(root, CHANGELOG), str(version), day, lines)
    except ValueError as error:
        raise NotReady(str(error)) from None
    write_all({root / name: text.encode("utf-8") for name, text in files.items()})
    corpus = read_corpus(root)
    stale = stale_files(corpus, built_files(corpus, build_tables(corpus)))
    write_all({root / path: data for path, data in stale.items()})
    commit = f"git add {PUBLISHED} && git commit -a -m 'Version {version}' && git tag {version.tag}"
    print(f"version {version} is written. Check it, then run: {commit}", file=sys.stderr)


def _read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8") if (root / name).is_file() else ""


def _status(root: Path, *arguments: str) -> list[str]:
    """The lines of git status in its short form."""
    try:
        return git(root, "status", "--porcelain", *arguments).decode().splitlines()
    except NoHistory as error:
        raise CannotRun(str(error)) from None


def _refuse_unknown_to_git(root: Path) -> None:
    """Raise NotReady if records or schemas are untracked: tables need them, and `git commit -a` would omit them."""
    lines = _status(root, "--untracked-files=all", "--", "data", "schemas")
    if new := [line[3:] for line in lines if line.startswith("??")]:
        all_ = f"{new[0]} and {len(new) - 1} more" if len(new) > 1 else new[0]
        raise NotReady(f"{all_} would not be committed, because git does not track it yet. Run git add first.")


def _archive(args: argparse.Namespace, corpus: Corpus, checked: Checked) -> int:
    _refuse_errors(checked.errors, corpus)
    root = args.root
    version = str(corpus.package["version"])
    if args.version and str(Version.parse(args.version)) != version:
        raise NotReady(f"{PACKAGE} says {version}, not {args.version}.")
    if is_repository(root):
        _refuse_unknown_to_git(root)
        changed = _status(root, "--untracked-files=no")
        if changed:
            raise NotReady(f"there are uncommitted changes, such as {changed[0][3:]}.")
    day, notes = entry_of(_read(root, CHANGELOG), version)
    if not notes:
        raise NotReady(f"{CHANGELOG} has no entry for {version} (scripts/release.py --write writes one).")
    assert checked.tables is not None  # there are no errors
    files = {
        f"{corpus.package['name']}-{version}.zip": archive(package(material(corpus, checked.tables))),
        "zenodo.json": zenodo(corpus.package, day),
        "notes.md": notes.encode("utf-8"),
    }
    files["SHA256SUMS.txt"] = checksums(files)
    write_all({args.archive / name: data for name, data in files.items()})
    print(files["SHA256SUMS.txt"].decode(), end="")
    return 0


def zenodo(package: dict, day: str | None) -> bytes:
    """The metadata of a Zenodo deposit, from the head of the package."""
    out = {
        "upload_type": "dataset",
        "title": package["title"],
        "description": package["description"],
        "creators": [{"name": c["title"]} for c in package["contributors"]],
        "access_right": "open",
        "license": package["licenses"][0]["name"].lower(),
        "version": package["version"],
        "keywords": package["keywords"],
        "language": "eng",
    }
    out |= {"publication_date": day} if day else {}
    return (json.dumps({"metadata": out}, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
