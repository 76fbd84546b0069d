"""Check that every web address in the records and in docs/ still answers."""

import argparse
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from corpus.model.records import read_corpus

_ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]}]+")
# Reserved for examples: https://www.rfc-editor.org/rfc/rfc2606
_NOBODY = re.compile(r"(^|\.)(example\.(org|com|net)|example|invalid|localhost)$")


def main(args: argparse.Namespace) -> int:
    found: dict[str, str] = {}
    for address, place in addresses(args.root):
        found.setdefault(address, place)
    if args.list:
        for address, place in found.items():
            print(f"{place}: {address}")
        return 0
    wrong = doubtful = 0
    last: dict[str, float] = {}
    for address, place in found.items():
        host = urlsplit(address).netloc
        time.sleep(max(0.0, last.get(host, 0.0) + args.pause - time.monotonic()))
        verdict, why = ask(address, args.timeout)
        last[host] = time.monotonic()
        wrong += verdict == "wrong"
        doubtful += verdict == "doubtful"
        if verdict != "right":
            print(f"{place}: {verdict}: {address} ({why})", flush=True)
    print(f"{len(found)} addresses: {len(found) - wrong - doubtful} answer, {doubtful} doubtful, {wrong} wrong")
    return int(bool(wrong))


def addresses(root: Path) -> Iterator[tuple[str, str]]:
    """Every real address in records and prose, with its file and line."""
    texts = [(f.path, f.text) for f in read_corpus(root).files if f.text]
    prose = [*sorted((root / "docs").glob("*.md")), *sorted(root.glob("*.md"))]
    texts += [
        (p.relative_to(root).as_posix(), p.read_text(encoding="utf-8")) for p in prose if p.name != "example-records.md"
    ]
    for path, text in texts:
        for number, line in enumerate(text.split("\n"), 1):
            for match in _ADDRESS.finditer(line):
                address = match[0].rstrip(".,;:")
                if not _NOBODY.search(urlsplit(address).hostname or ""):
                    yield address, f"{path}:{number}"


def ask(address: str, timeout: float, opener: Callable = urllib.request.urlopen) -> tuple[str, str]:
    """'right', 'doubtful' or 'wrong', and why."""
    request = urllib.request.Request(address, headers={"User-Agent": "link check of an open data package"})
    try:
        with opener(request, timeout=timeout) as answer:
            return "right", str(answer.status)
    except urllib.error.HTTPError as error:
        return ("wrong" if error.code in (404, 410) else "doubtful"), str(error.code)
    except urllib.error.URLError as error:
        name = type(error.reason).__name__
        return ("wrong" if name == "gaierror" else "doubtful"), str(error.reason) or name
    except (OSError, ValueError) as error:  # a broken connection or an invalid address
        return "doubtful", str(error) or type(error).__name__
