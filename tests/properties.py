"""How property tests run: never against a clock, and the same everywhere; EXPLORE=1 looks for new examples."""

import os

from hypothesis import settings

settings.register_profile("tests", deadline=None, derandomize=os.environ.get("EXPLORE") != "1")
settings.load_profile("tests")
