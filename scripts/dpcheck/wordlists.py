"""Reads the YAML lists of words and patterns beside the modules. Knows no particular list."""

from pathlib import Path
from typing import Any

import yaml


def load(module: str, name: str) -> Any:
    """The value of a file beside a module, which gives its ``__file__``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, if libyaml is installed
    return yaml.load(Path(module).with_name(name).read_text(encoding="utf-8"), Loader=loader)
