"""Markdown of our own (docstrings of rules) to HTML; never used for record text."""

import markdown as _markdown  # comes with MkDocs
from markupsafe import Markup


def markdown(text: str) -> Markup:
    """HTML of a text that we wrote."""
    return Markup(_markdown.markdown(text))
