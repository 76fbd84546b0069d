"""The arguments of the commands, as arguments.yaml lists them. Knows no command."""

import argparse
from pathlib import Path
from typing import Any

from corpus.model.codebook import STATEMENT_WORDS, WORDS_IN_A_ROW
from dpcheck.collector import PER_RULE
from dpcheck.terminal import Parser
from dpcheck.wordlists import load

KINDS = {"path": Path, "int": int, "float": float}
CONSTANTS = {"statement_words": STATEMENT_WORDS, "least": WORDS_IN_A_ROW + 1, "per_rule": PER_RULE}


def parser(command: str, description: str, root: Path) -> Parser:
    """The parser of a command, which uses the repository at ``root`` by default."""
    told = load(__file__, "arguments.yaml")[command]
    texts: dict[str, Any] = {"epilog": told["examples"], "formatter_class": argparse.RawDescriptionHelpFormatter}
    out = Parser(prog=f"{command}.py", description=f"{description}\n\n{told['about']}\n", **texts)
    out.add_argument(
        "--root", type=Path, default=root, help="the repository to work on (default: the one this script is in)"
    )
    _declare(out, told.get("arguments", {}))
    if one_of := told.get("one_of"):
        _declare(out.add_mutually_exclusive_group(), one_of)
    if actions := told.get("actions"):
        below = out.add_subparsers(dest="action", required=True, metavar="|".join(actions))
        for name, action in actions.items():
            _declare(below.add_parser(name, help=action["help"], **texts), action.get("arguments", {}))
    return out


def _declare(parser: argparse._ActionsContainer, arguments: dict[str, dict[str, Any]]) -> None:
    for name, how in arguments.items():
        kind = {"type": KINDS[how["type"]]} if "type" in how else {}
        parser.add_argument(name, **how | kind | {"help": how["help"].format_map(CONSTANTS)})
