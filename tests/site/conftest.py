"""Fixtures of the tests of the site: the site built once for all workers, and one browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_parts import Html, Tab, as_ours, mkdocs, once, read

from corpus.derive.tables import build_tables
from corpus.model.records import Corpus, read_corpus
from corpus.site.lookup import Site
from helpers import GOOD, ROOT


def _strictly(target: Path) -> subprocess.CompletedProcess:
    if not (ROOT / "build" / "downloads" / "recommendations.csv").is_file():
        subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "build.py"), "--downloads"], check=True, capture_output=True
        )
    return mkdocs(ROOT, target, "--strict", "--quiet")


def _of_small(target: Path) -> subprocess.CompletedProcess:
    root = target.with_name("small-root")
    root.mkdir()
    as_ours(root)
    shutil.copytree(GOOD / "data", root / "data")
    return mkdocs(root, target, "--no-strict", "--quiet")  # prose links to records of the real repository


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Site:
    """The look-ups behind the pages: what the records say there should be."""
    corpus = read_corpus(ROOT)
    return Site(corpus, build_tables(corpus))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built once, strictly."""
    target, said = once(tmp_path_factory, "site", _strictly)
    assert said.startswith("exit code 0\n") and "WARNING" not in said and "ERROR" not in said, said
    return target


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the small invented repository, of whose documents we have copies; built once."""
    target, said = once(tmp_path_factory, "small", _of_small)
    assert said.startswith("exit code 0\n"), said
    return target


@pytest.fixture(scope="session")
def html(built: Path) -> dict[str, Html]:
    """Every page of the site by path."""
    return {p.relative_to(built).as_posix(): read(p) for p in sorted(built.rglob("*.html"))}


@pytest.fixture(scope="session")
def serve() -> Iterator[Any]:
    """A function that serves a folder and returns its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def address(built: Path, serve: Any) -> str:
    return serve(built)


_LENT: list[Tab] = []


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A tab that is as new. A page of a kept one is there in half the time."""
    lent = _LENT.pop() if _LENT else Tab(browser)
    yield lent
    if lent.clean():
        _LENT.append(lent)
    else:
        lent.context.close()


@pytest.fixture
def own_tab(browser: Any) -> Iterator[Tab]:
    """A tab for what cannot be undone."""
    lent = Tab(browser)
    yield lent
    lent.context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return AXE_SCRIPT


@pytest.fixture(scope="module")
def start(small: Path, serve: Any) -> str:
    return serve(small)


@pytest.fixture(scope="module")
def corpus(good_once: Path) -> Corpus:
    return read_corpus(good_once)
