"""Builds the wheel of dpcheck: its modules, and the official profiles of Data Packages with their notice."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithProfiles(build_py):
    """Copies the JSON Schemas of the official profiles, which this repository does not hold, from dplib-py."""

    def run(self) -> None:
        super().run()
        target = Path(self.build_lib) / "dpcheck" / "profiles"
        for file in metadata.files("dplib-py") or []:
            path = Path(str(file))
            if path.parts[:2] == ("dplib", "profiles") and path.suffix == ".json":
                place = target.joinpath(*path.parts[2:])
            elif path.name.upper().startswith("LICENSE"):
                place = target / "NOTICE-dplib-py.md"
            else:
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), place)


setup(cmdclass={"build_py": WithProfiles})
