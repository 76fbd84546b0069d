"""A JavaScript engine without a browser, with our scripts in it, for what needs no page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from py_mini_racer import MiniRacer

from corpus.site.constants import constants_script
from helpers import ROOT

ASSETS = ROOT / "docs" / "assets"
# What a browser has and the bare engine has not.
LACKING = """self = globalThis;
self.TextEncoder = class {
  encode(text) { return Uint8Array.from(unescape(encodeURIComponent(text)), (c) => c.charCodeAt(0)); }
};"""


class Engine:
    """Our scripts by their names below docs/assets; ``evaluate`` is called as that of a page."""

    def __init__(self, names: Iterable[str], constants: str = ""):
        self.context = MiniRacer()
        for script in (
            LACKING,
            constants or constants_script(),
            *((ASSETS / f"{n}.js").read_text(encoding="utf-8") for n in names),
        ):
            self.context.eval(script)

    def evaluate(self, function: str, value: Any) -> Any:
        return json.loads(self.context.eval(f"JSON.stringify(({function})({json.dumps(value)}))"))
