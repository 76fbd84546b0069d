"""Single faults put into our own data, and what the rules see of them."""

from importlib import import_module

for part in ("kinds", "kinds_fields", "kinds_between", "kinds_unseen"):  # their kinds in the order of the page
    import_module(f"{__name__}.{part}")
