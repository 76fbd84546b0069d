"""A validator for any Data Package. Knows the specification, not any particular package."""

from importlib import metadata


def version() -> str:
    """The installed version; ``source`` if it runs from its repository."""
    try:
        return metadata.version("dpcheck")
    except metadata.PackageNotFoundError:
        return "source"


def homepage() -> str:
    """The address of the site that explains the rules, if the installed package names one."""
    try:
        urls = metadata.metadata("dpcheck").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    return next((u.partition(",")[2].strip() for u in urls if u.lower().startswith("homepage,")), "")
