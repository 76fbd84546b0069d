"""The thin hook that passes the pages rendered by corpus.site to MkDocs."""

import html as html_lib
import logging
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import yaml
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.toc import get_toc

from corpus.derive.tables import build_tables
from corpus.export import csvw
from corpus.export.downloads import material
from corpus.export.search import groups
from corpus.model.changelog import CHANGELOG
from corpus.model.records import read_corpus
from corpus.site.constants import constants_script, part_script
from corpus.site.explorer import rows_script
from corpus.site.files import description_of_data
from corpus.site.inserts import INSERTS
from corpus.site.locators import locator_files
from corpus.site.lookup import Site
from corpus.site.pages import pages


class Download(File):
    """A file that is copied unchanged, even if it is Markdown."""

    def is_documentation_page(self):
        return False


_built: dict = {}
# Pages that exist only on the site are linked as FILE#PAGE: in the repository, the file has the same content.
_ONLY_HERE = re.compile(r"\]\(\.\./[^)\s#]+#([^)\s]*\.[^)\s]*)\)")
_EMPTY = re.compile(r"<!-- built: ([a-z-]+) -->\s*<!-- end -->")


def on_startup(command, dirty):
    """Let ``--strict --quiet`` count warnings: ``--quiet`` would drop them before they are counted."""
    for name in ("mkdocs", "properdocs"):
        logger = logging.getLogger(name)
        logger.setLevel(min(logger.level, logging.WARNING))


def on_config(config):
    """Set the address of the site from data/records/package.yaml, for canonical links and the sitemap."""
    package = yaml.safe_load(
        (Path(config.config_file_path).parent / "data" / "records" / "package.yaml").read_text(encoding="utf-8")
    )
    if package.get("homepage"):
        config.site_url = package["homepage"].rstrip("/") + "/"
    return config


def on_files(files, config):
    """Add every generated page as an empty Markdown file; its HTML follows in on_page_content."""
    root = Path(config.config_file_path).parent
    changelog = (root / CHANGELOG).read_text(encoding="utf-8")
    files.append(File.generated(config, "changelog.md", content=changelog.replace("](docs/", "](")))
    for download in sorted((root / "build" / "downloads").glob("*")):  # scripts/build.py --downloads
        files.append(Download.generated(config, f"downloads/{download.name}", abs_src_path=str(download)))
    for path in sorted(p for p in (root / "build" / "pdfjs").rglob("*") if p.is_file()):  # make build/pdfjs
        name = path.relative_to(root / "build" / "pdfjs").as_posix()
        script = part_script(name, path.read_bytes()) if path.suffix else path.read_text(encoding="utf-8")  # a licence
        files.append(Download.generated(config, f"assets/pdfjs/{name}{'.js' * bool(path.suffix)}", content=script))
    corpus = read_corpus(root)
    _built["site"] = Site(corpus, build_tables(corpus))
    data = material(corpus, _built["site"].tables)
    for path, content in {**data.built, csvw.NAME: csvw.metadata(data)}.items():  # the package, at its own paths
        files.append(Download.generated(config, path, content=content))
    _built["pages"] = {}
    for page in pages(_built["site"]):
        source = page.path.removesuffix(".html") + ".md"
        _built["pages"][source] = page
        files.append(File.generated(config, source, content=""))
    for path, script in locator_files(_built["site"]):
        files.append(File.generated(config, path, content=script))
    files.append(File.generated(config, "recommendations/rows.js", content=rows_script(_built["site"])))
    files.append(File.generated(config, "assets/constants.js", content=constants_script(groups(_built["site"].tables))))
    where = f"\nSitemap: {config.site_url}sitemap.xml\n" if config.site_url else ""
    files.append(File.generated(config, "robots.txt", content=f"User-agent: *\nAllow: /\n{where}"))
    config.extra["version_of_data"] = corpus.package["version"]
    config.extra["description_of_data"] = description_of_data(root)
    return files


def on_page_markdown(markdown, page, config, files):
    """Point links at pages of the site; give a generated page its title and description.

    Both are escaped: MkDocs and its theme do not escape them.
    """
    markdown = _ONLY_HERE.sub(r"](\1)", markdown)
    ours = _built["pages"].get(page.file.src_uri)
    if ours is not None:
        in_nav = page.parent is not None or page.previous_page or page.next_page
        hide = ["navigation", "toc"] if ours.wide else [] if in_nav else ["navigation"]
        page.meta |= {
            "title": html_lib.escape(ours.title),
            "description": html_lib.escape(ours.description),
            "hide": hide,
            "linked_data": ours.data,
            "search": {"exclude": ours.path.startswith("briefs/")},  # briefs repeat other pages
        }
    return markdown


def on_page_content(html, page, config, files):
    """Give a generated page its HTML and table of contents; fill the empty blocks of hand-written pages."""
    ours = _built["pages"].get(page.file.src_uri)
    if ours is None:
        html = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", html)  # an empty corner is not a heading
        html = html.replace("<table>", '<div class="wide"><table class="data">').replace("</table>", "</table></div>")
        return _EMPTY.sub(lambda match: _insert(match[1], page), html)
    page.toc = get_toc([_anchor(1, "content", ours.title, [_anchor(2, i, t, []) for i, t in ours.headings])])
    return ours.html


def on_post_template(output, template_name, config):
    """Make the links of the 404 page relative if the address of the site is not set."""
    return output.replace('="/', '="') if template_name == "404.html" and not config.site_url else output


def _insert(name, page):
    if name not in INSERTS:
        raise PluginError(f"{page.file.src_uri}: there is no block {name}; there are {', '.join(INSERTS)}")
    return INSERTS[name](_built["site"], page.file.dest_uri)


def _anchor(level, identifier, title, children):
    safe = html_lib.escape(title)
    return {"level": level, "id": identifier, "name": safe, "html": safe, "data-toc-label": "", "children": children}
