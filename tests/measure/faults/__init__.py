"""Single faults put into our own data, and what the rules see of them."""

from importlib import import_module

PARTS = ("kinds", "kinds_fields", "kinds_between", "kinds_codebook", "kinds_unseen")  # in the order of the page
for part in PARTS:
    import_module(f"{__name__}.{part}")
