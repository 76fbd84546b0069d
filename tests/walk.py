"""The walk of docs/add-a-document.md: its steps are taken, and what the screen says is compared with what it shows.

    PYTHONPATH=scripts:tests python tests/walk.py FOLDER

takes it in FOLDER, a clone of this repository, where it may be committed and tested.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from helpers import ROOT, Result, run

GUIDE = ROOT / "docs" / "add-a-document.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COUNTED = re.compile(r"\b\d+(?= of \d+ files)|(?<= of )\d+(?= files)|(?<=in )\d+(?= files)")  # grows with the records


class Walk:
    """A repository and a home folder with the document, in which the steps are taken."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root, self.home, self.last = root, home, Result(0, "", "")
        (home / "osce-documents").mkdir(parents=True)
        shutil.copy(ROOT / "tests" / "held-out" / "coast.txt", home / "osce-documents" / "coastal-forum.txt")

    def command(self, line: str) -> None:
        python, script, *arguments = shlex.split(line)
        assert python == "python", line
        self.last = run(
            Path(script).stem,
            *(a.replace("~", str(self.home), 1) if a.startswith("~") else a for a in arguments),
            root=self.root,
        )

    def screen(self) -> list[str]:
        return COUNTED.sub("N", (self.last.err + self.last.out).replace(str(self.home), "~")).rstrip("\n").split("\n")

    def write(self, head: str, body: str) -> None:
        """Do what a block with a path at its head shows: a new file or record, or fields of one that is there."""
        path, _, record = head.partition(", ")
        file = self.root / path
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if not text or body.startswith("- "):  # a new file, or a new record of a list
            file.write_text(text + body, encoding="utf-8")
            return
        start = text.index(f"- recommendation_id: {record}") if record else 0
        end = text.find("\n\n", start) if record else len(text)
        part = text[start:end]
        for line in body.split("\n"):
            if m := re.match(r"( *)(\w+): .", line):
                part, done = re.subn(rf"(?m)^(?:# |{m[1]}){m[2]}: .*$", lambda _, line=line: line, part, count=1)
                if not done and m[1] != "    ":
                    part += "\n" + line
        if body.startswith("facts:"):
            part += body
        if record:
            part = re.sub(r"(?m)^  coding_note: .*\n?", "", part).rstrip("\n")
        file.write_text(text[:start] + part + text[end:], encoding="utf-8")


def alike(shown: list[str], said: list[str]) -> bool:
    """Whether lines are those shown: a line … stands for any lines, … at the end of a line for its rest."""
    if not shown or not said:
        return not said and all(s == "…" for s in shown)
    if shown[0] == "…":
        return alike(shown[1:], said) or alike(shown, said[1:])
    same = said[0].startswith(shown[0][:-1]) if shown[0].endswith("…") else said[0] == shown[0]
    return same and alike(shown[1:], said[1:])


def take(walk: Walk) -> tuple[int, int]:
    """Take every step of the guide and compare the screens; how many commands and screens there were."""
    commands = screens = 0
    line = ""
    for m in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        kind, body = m[1], m[2]
        if kind == "":
            line = body.strip()
            assert "\n" not in line or all(x.startswith("python scripts/") for x in line.split("\n")), body
            said: list[str] = []
            for one in line.split("\n"):
                walk.command(one)
                said += walk.screen()
                commands += 1
        elif kind == "sh":
            continue  # for git and the shell, which the walk does without
        elif kind == "text":
            shown = COUNTED.sub("N", body).rstrip("\n").split("\n")
            if shown[0].startswith("new_source: "):
                walk.command(line)
                said = walk.screen()
            assert alike(shown, said), "\n".join(["The guide shows:", *shown, "", "The screen says:", *said])
            screens += 1
        elif body.startswith("# data/"):
            head, _, rest = body.partition("\n")
            walk.write(head.removeprefix("# "), rest)
        else:  # what stands in a file
            lines = [x.strip() for x in body.rstrip("\n").split("\n") if x.strip() != "…"]
            files = "\n".join(
                p.read_text(encoding="utf-8") for p in (walk.root / "data/records/sources/coastal2009").glob("*.yaml")
            )
            assert [x for x in lines if x not in (y.strip() for y in files.split("\n"))] == []
    assert walk.last.code == 0, walk.last.out
    return commands, screens


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as away:
        commands, screens = take(Walk(Path(sys.argv[1]).resolve(), Path(away)))
    print(f"{commands} commands, {screens} screens as the guide shows them")
