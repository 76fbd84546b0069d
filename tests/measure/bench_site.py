"""Measure the site: `make bench`, or this file alone. Nothing is asserted.

How long the explorer takes to narrow down 1,000 and 10,000 rows in Chromium (from the event to the page laid out anew,
when the first rows stand there and more follow in pieces), and to put all on the page for whoever asks for all; and
a strict build of the real site and of larger ones, whose documents are copies of the largest real one.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from site_parts import BROWSER, as_ours, mkdocs, sync_api, with_rows

from helpers import ROOT

RUNS, SIZES, PAGES = 7, (1_000, 10_000), (1_000, 3_000)
LARGEST = "hdim2006"

# Milliseconds from a change of a field until the page is laid out anew.
TIMED = """([selector, value]) => {
  const field = document.querySelector(selector), began = performance.now();
  if (value === null) field.checked = !field.checked; else field.value = value;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  document.body.getBoundingClientRect();
  return performance.now() - began;
}"""
# Milliseconds from "Show all" until every row is on the page and laid out.
ALL = """async () => {
  const began = performance.now();
  document.querySelector("[data-more='']").click();
  while (document.querySelector('#all[aria-busy]')) await new Promise(setTimeout);
  document.body.getBoundingClientRect();
  return performance.now() - began;
}"""
STEPS = {
    "a word": ("#words", "victims"),
    "two words": ("#words", "labour standards"),
    "no word": ("#words", ""),
    "a topic": (".facet[data-name='theme'] input[value='assistance']", None),
}


def enlarged(root: Path, wanted: int) -> int:
    """A repository at ``root`` with at least ``wanted`` recommendations; how many there are."""
    as_ours(root)
    shutil.copytree(ROOT / "data", root / "data")
    (root / "build").mkdir()
    (root / "build" / "downloads").symlink_to(ROOT / "build" / "downloads")
    folder = root / "data" / "records" / "sources"
    found = {
        s.name: (s / "recommendations.yaml").read_text(encoding="utf-8").count("recommendation_id:")
        for s in folder.iterdir()
    }
    total = sum(found.values())
    while total < wanted:
        name = f"copy{total}"
        shutil.copytree(folder / LARGEST, folder / name)
        for path in (folder / name).iterdir():
            path.write_text(path.read_text(encoding="utf-8").replace(LARGEST, name), encoding="utf-8")
        total += found[LARGEST]
    return total


def built(root: Path, target: Path, wanted: str) -> tuple[float, float]:
    """Seconds of a strict build, by the clock and of the processor; stops the bench where it fails."""
    began, before = time.perf_counter(), os.times()
    done = mkdocs(root, target, "--strict", "--quiet")
    took, after = time.perf_counter() - began, os.times()
    if done.returncode:
        sys.exit(f"bench_site: the build of {wanted} failed:\n{done.stderr[-800:]}")
    return took, after.children_user + after.children_system - before.children_user - before.children_system


def filtering(site: Path) -> None:
    """Print how long the explorer takes with many rows."""
    path = site / "recommendations" / "index.html"
    page_now = path.read_text(encoding="utf-8")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("the explorer: not measured, there is no Chromium")
        return
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=BROWSER)
        for size in SIZES:
            path.write_text(with_rows(page_now, size), encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(path.as_uri())
            page.locator("output").wait_for()
            first = page.evaluate(TIMED, ["#words", "children"])
            print(f"the explorer with {size:,} rows, first word (reads all rows): {first:.0f} ms")
            times: dict[str, list[float]] = {step: [] for step in STEPS}
            for _ in range(RUNS):
                for step, (selector, value) in STEPS.items():
                    times[step].append(page.evaluate(TIMED, [selector, value]))
                    page.wait_for_timeout(300)  # marking words goes on for a while
            for step, taken in times.items():
                print(
                    f"  {step + ':':<12}{min(taken):5.0f} ms at best, {statistics.median(taken):5.0f} ms in the middle"
                )
            page.reload()
            page.wait_for_function(
                "() => document.querySelector('output') && !document.querySelector('#all[aria-busy]')"
            )
            page.wait_for_timeout(1000)
            print(f"  all rows:   {page.evaluate(ALL):5.0f} ms until the last is on the page")
            page.close()
        browser.close()
    path.write_text(page_now, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base, figures = Path(folder), []
        clock, processor = min(built(ROOT, base / "real", "the real site") for _ in range(2))
        print(f"strict build of the real site: {clock:.1f} s, {processor:.1f} s of the processor")
        filtering(base / "real")
        for wanted in PAGES:
            root = base / f"repository-{wanted}"
            root.mkdir()
            n = enlarged(root, wanted)
            clock, processor = built(root, base / f"site-{wanted}", f"{n} recommendations")
            figures.append((n, processor))
            print(
                f"strict build with {n:,} recommendations: {clock:.1f} s, {processor:.1f} s of the processor, "
                f"{1000 * processor / n:.1f} ms for each"
            )
            shutil.rmtree(base / f"site-{wanted}")
        (few, short), (many, long) = figures
        print(
            f"growth: {many / few:.2f} times the recommendations, {long / short:.2f} times the seconds of the processor"
        )


if __name__ == "__main__":
    main()
