"""A validator for any Data Package. Knows the specification and nothing of any one package."""

from importlib import metadata


def version() -> str:
    """The version that is installed; ``source`` where it runs from its repository."""
    try:
        return metadata.version("dpcheck")
    except metadata.PackageNotFoundError:
        return "source"


def homepage() -> str:
    """The address of the site with the pages of the rules, where the installed package names one."""
    try:
        urls = metadata.metadata("dpcheck").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    return next((u.partition(",")[2].strip() for u in urls if u.lower().startswith("homepage,")), "")
