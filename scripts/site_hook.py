"""The one thin hook between MkDocs and our pages: it hands over what corpus.site renders."""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.structure.files import File  # noqa: E402
from mkdocs.structure.toc import get_toc  # noqa: E402

from corpus.records import read_corpus  # noqa: E402
from corpus.site.inserts import INSERTS  # noqa: E402
from corpus.site.pages import Site, pages  # noqa: E402
from corpus.tables import build_tables  # noqa: E402

_built: dict = {}
_INSERT = re.compile(r"<!-- insert: ([a-z-]+) -->")


def on_files(files, config):
    """Add every generated page as an empty Markdown file; its HTML follows in on_page_content."""
    root = Path(config.config_file_path).parent
    files.append(File.generated(config, "changelog.md", content=(root / "CHANGELOG.md").read_text(encoding="utf-8")))
    for download in sorted((root / "build" / "downloads").glob("*")):  # scripts/build.py --downloads
        files.append(File.generated(config, f"downloads/{download.name}", abs_src_path=str(download)))
    corpus = read_corpus(root)
    tables = build_tables(corpus)
    _built["site"] = Site(corpus, tables)
    _built["pages"] = {}
    for page in pages(corpus, tables):
        source = page.path.removesuffix(".html") + ".md"
        _built["pages"][source] = page
        head = f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n---\n"
        files.append(File.generated(config, source, content=head))
    return files


def on_page_markdown(markdown, page, config, files):
    """Fill the places that hand-written pages leave for figures and lists."""

    def fill(match):
        if match[1] not in INSERTS:
            raise PluginError(f"{page.file.src_uri}: there is no insert {match[1]}; there are {', '.join(INSERTS)}")
        return INSERTS[match[1]](_built["site"], page.file.dest_uri)

    return _INSERT.sub(fill, markdown)


def on_page_content(html, page, config, files):
    """Give a generated page its HTML and its table of contents."""
    ours = _built["pages"].get(page.file.src_uri)
    if ours is None:
        return html
    tokens = [{"level": 2, "id": i, "name": t, "html": t, "data-toc-label": "", "children": []} for i, t in ours.headings]
    page.toc = get_toc([{"level": 1, "id": "", "name": ours.title, "html": ours.title, "data-toc-label": "", "children": tokens}])
    return ours.html
