"""Stage descriptor of any package: datapackage.json, and the schemas, dialects and files that it names."""

from __future__ import annotations

from collections.abc import Iterable

from .. import Finding
from . import rule


@rule("D001", "error", "descriptor")
def valid_json(found: dict) -> Iterable[Finding]:
    """The descriptor is JSON in UTF-8.

    What cannot be read cannot be checked; everything else waits until this is mended. The same holds
    for schemas and dialects in files of their own.

    **Bad:** `{"name": "harbours",}` (a comma too many).

    **Good:** `{"name": "harbours"}`.
    """
    return found["D001"]


@rule("D002", "error", "descriptor")
def no_duplicate_keys(found: dict) -> Iterable[Finding]:
    """A key stands once in its object.

    Programs keep the first or the last value and say nothing, so that one of the two is lost.

    **Bad:** `"path": "boats.csv"` and, three lines below, `"path": "boats-new.csv"`.

    **Good:** The one that is right.
    """
    return found["D002"]


@rule("D003", "error", "descriptor")
def not_too_deep(found: dict) -> Iterable[Finding]:
    """Nothing is nested deeper than a descriptor needs.

    A descriptor needs ten levels; hundreds are made to exhaust whoever reads them.

    **Bad:** `[[[[…]]]]` with seventy brackets.

    **Good:** An object with the properties of the specification.
    """
    return found["D003"]


@rule("D004", "error", "descriptor")
def required_properties(found: dict) -> Iterable[Finding]:
    """The descriptor has what the specification requires, each of the right type.

    A package has resources; a resource has a name and a path; a schema has fields; a field has a name.
    Text where a list is due is read by some programs and not by others.

    **Bad:** `"required": "true"` in the constraints of a field (text).

    **Good:** `"required": true`.
    """
    return found["D004"]


@rule("D005", "warning", "descriptor")
def known_properties(found: dict) -> Iterable[Finding]:
    """No property is nearly one of the specification.

    Others may add properties of their own, so a misspelt one is passed over without a word, and what it
    was to say is not checked. Among constraints nothing else has a meaning: there it is an error.

    **Bad:** `"requird": true` in the constraints of a field.

    **Good:** `"required": true`.
    """
    return found["D005"]


@rule("D006", "error", "descriptor")
def names(found: dict) -> Iterable[Finding]:
    """Resources and fields have names, each its own.

    Keys and programs find them by name. Capital letters and spaces in the name of a resource are a
    warning: the specification asks for small letters, digits, points, hyphens and underscores.

    **Bad:** Two fields called `name`.

    **Good:** `name` and `home_name`.
    """
    return found["D006"]


@rule("D007", "error", "descriptor")
def safe_paths(found: dict) -> Iterable[Finding]:
    """A path leads to a file below the folder of the descriptor.

    A package from somebody else could otherwise have any file of the machine read: by `..`, an absolute
    path, a drive letter, backslashes, or a link.

    **Bad:** `"path": "../../passwords.csv"`.

    **Good:** `"path": "data/boats.csv"`.
    """
    return found["D007"]


@rule("D008", "warning", "descriptor")
def remote_paths(found: dict) -> Iterable[Finding]:
    """What stands behind an address is not fetched, and not checked.

    The report would otherwise depend on the network, and a package could have any address called.

    **Bad:** `"path": "https://example.org/boats.csv"`.

    **Good:** `"path": "boats.csv"`, with the file beside the descriptor.
    """
    return found["D008"]


@rule("D009", "error", "descriptor")
def files_are_there(found: dict) -> Iterable[Finding]:
    """A path leads to a file that is there.

    A package without its data is of no use to whoever downloads it.

    **Bad:** `"path": "boat.csv"` where the file is `boats.csv`.

    **Good:** `"path": "boats.csv"`.
    """
    return found["D009"]


@rule("D010", "warning", "descriptor")
def no_stray_tables(found: dict) -> Iterable[Finding]:
    """Every table beside those of the package is named by a resource.

    A table without a description is downloaded and believed like the others, and nothing checks it.

    **Bad:** `boats-old.csv` beside `boats.csv`, in no resource.

    **Good:** A resource for it, or no such file.
    """
    return found["D010"]


@rule("D011", "error", "descriptor")
def hash_and_size(found: dict) -> Iterable[Finding]:
    """Files have the size and the hash that the descriptor gives them.

    They tell whether a file is the one that was published.

    **Bad:** `"bytes": 100` for a file of 120 bytes.

    **Good:** The descriptor written anew whenever a table is.
    """
    return found["D011"]


@rule("D012", "error", "descriptor")
def addresses(found: dict) -> Iterable[Finding]:
    """Addresses in the descriptor are whole, and run nothing.

    Sites make links of homepages and licences. An address that begins with `javascript:` runs in the
    browser of whoever follows it.

    **Bad:** `"homepage": "javascript:alert(1)"`.

    **Good:** `"homepage": "https://example.org"`.
    """
    return found["D012"]


@rule("D013", "warning", "descriptor")
def patterns(found: dict) -> Iterable[Finding]:
    """A pattern compiles, in every engine, and is quick in every engine.

    What looks around or back is not the same everywhere, and is not run here, because engines of linear
    time cannot. A repetition inside a repetition can take other programs years. A pattern that does not
    compile at all is an error.

    **Bad:** `(a+)+b`.

    **Good:** `a+b`.
    """
    return found["D013"]


@rule("D014", "error", "descriptor")
def fitting_constraints(found: dict) -> Iterable[Finding]:
    """Constraints fit the type of their field, and something can meet them.

    A limit that is no value of the type is passed over by some programs and stops others.

    **Bad:** `"minimum": "many"` for an integer.

    **Good:** `"minimum": 1`.
    """
    return found["D014"]


@rule("D015", "error", "descriptor")
def types_and_formats(found: dict) -> Iterable[Finding]:
    """Types and formats are those of Table Schema.

    An unknown type is text for some programs and an error for others.

    **Bad:** `"type": "int"`.

    **Good:** `"type": "integer"`.
    """
    return found["D015"]


@rule("D016", "error", "descriptor")
def keys_of_fields(found: dict) -> Iterable[Finding]:
    """Keys are made of fields that the schema has.

    A key of a misspelt field guards nothing.

    **Bad:** `"primaryKey": ["id"]` where the field is `boat_id`.

    **Good:** `"primaryKey": ["boat_id"]`.
    """
    return found["D016"]


@rule("D017", "error", "descriptor")
def foreign_keys_lead_somewhere(found: dict) -> Iterable[Finding]:
    """A foreign key leads to a resource and to fields that are there, as many as it has itself.

    Without them no row can be checked.

    **Bad:** `"reference": {"resource": "harbors", …}` where the resource is `harbours`.

    **Good:** `"reference": {"resource": "harbours", …}`.
    """
    return found["D017"]


@rule("D018", "warning", "descriptor")
def unique_targets(found: dict) -> Iterable[Finding]:
    """The target of a foreign key stands once.

    Where a key stands in several rows, one row on this side leads to several on the other, and joined
    tables grow.

    **Bad:** A key to `country`, which several harbours share.

    **Good:** A key to `harbour_id`.
    """
    return found["D018"]


@rule("D019", "warning", "descriptor")
def other_formats(found: dict) -> Iterable[Finding]:
    """What is not CSV is not checked cell by cell.

    This validator reads CSV. Files of other formats are only looked for, and compared with their size
    and hash.

    **Bad:** A schema for `boats.xlsx`.

    **Good:** The same table as `boats.csv`.
    """
    return found["D019"]


@rule("D020", "warning", "descriptor")
def tables_have_schemas(found: dict) -> Iterable[Finding]:
    """Every table has a schema.

    Without one only its text can be checked, not its values.

    **Bad:** A resource with a path and nothing else.

    **Good:** The same resource with `schema`.
    """
    return found["D020"]


@rule("D021", "error", "descriptor")
def usable_dialect(found: dict) -> Iterable[Finding]:
    """Dialect and encoding can be used.

    A delimiter of two letters, or one that is the quotation mark too, lets no cell be found.

    **Bad:** `"delimiter": ";;"`.

    **Good:** `"delimiter": ";"`.
    """
    return found["D021"]
