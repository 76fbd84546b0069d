"""The one table that most people want, as it stands in the package."""

from .material import MAIN, Material


def files(m: Material) -> dict[str, bytes]:
    """``recommendations.csv``."""
    return {f"{MAIN}.csv": m.main_table().csv()}
