"""Take the picture of the home page that the README shows: `make picture` writes docs/assets/site/home.png."""

import shutil
import sys

from site_parts import BROWSER, sync_api

from helpers import ROOT

PICTURE = ROOT / "docs" / "assets" / "site" / "home.png"
HOME = ROOT / "build" / "site" / "index.html"


def main() -> int:
    """Photograph the upper part of the built home page, 1,280 points wide, in the light colours."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("picture: Chromium is needed: install chromium, chromium-browser or google-chrome", file=sys.stderr)
        return 2
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=BROWSER)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.goto(HOME.as_uri())
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
