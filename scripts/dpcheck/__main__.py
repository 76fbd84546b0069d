"""``python -m dpcheck``: the command."""

import sys

from .command import run

sys.exit(run())
