"""Reads files in a separate process with limits on time, memory and size. Knows readers by name, must not know formats.

A hostile file can make any reader loop or fill the memory; the process is then stopped, and an error reports it.
"""

import importlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

SECONDS = {"pdf": 120, "html": 30, "docx": 30}  # a book as PDF takes long
MEMORY = 2_000_000_000
MAX_CHARACTERS = 20_000_000
REMARK = "remark: "  # prefix of a remark about a file that could be read
REFUSED, SWOLLEN = 3, 4  # exit codes of the process


def read_apart(kind: str, data: bytes) -> tuple[str, str]:
    """The text of a file by the module ``anchoring.readers.<kind>``, and its remark. Raises ValueError if none."""
    command = [sys.executable, "-I", str(Path(__file__).resolve()), kind, json.dumps(sys.path)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS[kind])
    except subprocess.TimeoutExpired:
        raise ValueError(f"could not be read in {SECONDS[kind]} seconds: save it as text") from None
    if done.returncode == REFUSED:
        raise ValueError(done.stdout.decode("utf-8", "replace"))
    if done.returncode == SWOLLEN:
        raise ValueError("needs too much memory: save it as text")
    if done.returncode:
        raise ValueError("could not be read: save it as text")
    _, _, remark = done.stderr.decode("utf-8", "replace").rpartition(REMARK)
    return done.stdout.decode("utf-8", "replace"), remark if REMARK.encode() in done.stderr else ""


def check_size(characters: int) -> None:
    """Raise ValueError if a text has too many characters; readers call this while reading."""
    if characters > MAX_CHARACTERS:
        raise ValueError(f"has more than {MAX_CHARACTERS // 1_000_000} million characters")


def _child() -> int:
    """Read a file from standard input and write its text. Runs in the separate process."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # this system has no such limits; the time limit still applies
    kind, path = sys.argv[1:]
    sys.path[:] = json.loads(path)  # without the folder of this file (because of -I), whose modules have common names
    out, code = "", 0
    try:
        reader, data = importlib.import_module(f"anchoring.readers.{kind}"), sys.stdin.buffer.read()
        out = reader.text_of(data)
        remark = reader.remark(data) if hasattr(reader, "remark") else ""
        sys.stderr.buffer.write(f"{REMARK}{remark}".encode() if remark else b"")
        check_size(len(out))
    except ValueError as error:
        out, code = str(error), REFUSED
    except (MemoryError, RecursionError):
        out, code = "", SWOLLEN
    sys.stdout.buffer.write(out.encode("utf-8", "replace"))
    return code


if __name__ == "__main__":
    sys.exit(_child())
