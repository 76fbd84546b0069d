"""What all commands share: arguments, progress, and one clear line where something breaks.

Exit codes: what the command says (0 or 1), 2 where it could not run.
"""

import contextlib
import gc
import importlib
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from dpcheck.problem import nearest
from dpcheck.terminal import CannotRun, Parser, Progress, guarded, utf8_output

__all__ = ["ROOT", "CannotRun", "Parser", "Progress", "check_named", "run", "waiting"]

ROOT = Path(__file__).resolve().parents[3]


def check_named(name: str, choices: Iterable[str], said: str, otherwise: str = "") -> None:
    """Raise CannotRun if a name is not among the choices, with a message and the nearest choice or another hint."""
    known = list(choices)
    if name not in known:
        raise CannotRun(f"{said} {nearest(name, known) or otherwise}".rstrip())


def run(command: str, arguments: list[str] | None = None) -> int:
    """Run ``corpus.commands.<command>`` and return its exit code; never a traceback."""
    utf8_output()
    warnings.simplefilter("ignore", FutureWarning)  # about patterns whose meaning may change; patterns are input here
    try:
        module = importlib.import_module(f"corpus.commands.{command}")
        from .arguments import parser
    except ModuleNotFoundError as error:
        return _in_environment(command, error, arguments)

    def work() -> int:
        collecting = gc.isenabled()
        gc.disable()  # commands are short and records have no cycles: garbage collection takes a third of the time
        try:
            return module.main(parser(command, str(module.__doc__), ROOT).parse_args(arguments))
        except ModuleNotFoundError as error:
            return _in_environment(command, error, arguments)
        except ValueError as error:
            raise CannotRun(" ".join(str(error).split())) from error
        finally:
            if collecting:
                gc.enable()

    return guarded(command, work)


def _in_environment(command: str, missing: ModuleNotFoundError, arguments: list[str] | None) -> int:
    """Run the command again with the Python of .venv/ if this one lacks a package; returns the exit code."""
    python = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if python.exists() and Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        given = sys.argv[1:] if arguments is None else arguments
        return subprocess.call([str(python), str(ROOT / "scripts" / f"{command}.py"), *given])
    print(
        f"{command}: the Python package {missing.name} is missing. Run `make` or `python scripts/setup.py` once.",
        file=sys.stderr,
    )
    return 2


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show progress during work without a known total."""
    with Progress(what) as progress:
        timer = threading.Timer(2.1, progress)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
