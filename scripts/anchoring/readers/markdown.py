"""Markdown as text: the displayed words, without link addresses and comments. Knows one text.

Written by hand since a Markdown library would make HTML of it, which the browser would have to match tag by tag.
Marks without letters (emphasis, headings, bullets) are kept: they do no harm and show the layout.
"""

import html
import re

_FRONT = re.compile(r"---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t].*\n|-[ \t].*\n|#.*\n|\n){0,200}(?:---|\.\.\.)[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
_ADDRESS = (
    r"\([ \n]{0,9}(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \n]{1,9}(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \n]{0,9}\)"
)
_WORDS = r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_IMAGE = re.compile(rf"(?<!\\)!{_WORDS}{_ADDRESS}")
_LINK = re.compile(rf"(?<![\\!]){_WORDS}{_ADDRESS}")
_NAMED = re.compile(rf"(?<![\\!]){_WORDS}\[([^\[\]\n]*)\]")
_NAME = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$\n?", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"(?<!\\)\{[#.:][^{}\n]*\}")
_FENCE = re.compile(r"^ {0,3}:{3,}.*$\n?", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def text_of(text: str) -> str:
    """The text of a Markdown document."""
    front = _FRONT.match(text)
    text = _COMMENT.sub("", text[front.end() :] if front else text)
    names = {_name(m[1]) for m in _NAME.finditer(text)}
    text = _LINK.sub(r"\1", _IMAGE.sub("", _NAME.sub("", text)))
    text = _NAMED.sub(lambda m: m[1] if _name(m[2] or m[1]) in names else m[0], text)
    text = _FENCE.sub("", _ATTRIBUTES.sub("", _TAG.sub("", text)))
    return _ENTITY.sub(lambda m: html.unescape(m[0]), text)


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()
