"""Stage descriptor of any package: datapackage.json, and the schemas, dialects and files that it names."""

from .registry import enter

enter(
    "D001",
    "error",
    "descriptor",
    "The descriptor is JSON in UTF-8",
    why="""What cannot be read cannot be checked; everything else waits until this is mended. The same holds
for schemas and dialects in files of their own.""",
    bad="""`{"name": "harbours",}` (a comma too many).""",
    good="""`{"name": "harbours"}`.""",
)
enter(
    "D002",
    "error",
    "descriptor",
    "A key stands once in its object",
    why="Programs keep the first or the last value and say nothing, so that one of the two is lost.",
    bad="""`"path": "boats.csv"` and, three lines below, `"path": "boats-new.csv"`.""",
    good="The one that is right.",
)
enter(
    "D003",
    "error",
    "descriptor",
    "Nothing is nested deeper than a descriptor needs",
    why="A descriptor needs ten levels; hundreds are made to exhaust whoever reads them.",
    bad="`[[[[…]]]]` with seventy brackets.",
    good="An object with the properties of the specification.",
)
enter(
    "D004",
    "error",
    "descriptor",
    "The descriptor has what the specification requires, each of the right type",
    why="""A package has resources; a resource has a name and a path; a schema has fields; a field has a name.
Text where a list is due is read by some programs and not by others.""",
    bad="""`"required": "true"` in the constraints of a field (text).""",
    good="""`"required": true`.""",
)
enter(
    "D005",
    "warning",
    "descriptor",
    "No property is nearly one of the specification",
    why="""Others may add properties of their own, so a misspelt one is passed over without a word, and what it
was to say is not checked. Among constraints nothing else has a meaning: there it is an error.""",
    bad="""`"requird": true` in the constraints of a field.""",
    good="""`"required": true`.""",
)
enter(
    "D006",
    "error",
    "descriptor",
    "Resources and fields have names, each its own",
    why="""Keys and programs find them by name. Capital letters and spaces in the name of a resource are a
warning: the specification asks for small letters, digits, points, hyphens and underscores.""",
    bad="Two fields called `name`.",
    good="`name` and `home_name`.",
)
enter(
    "D007",
    "error",
    "descriptor",
    "A path leads to a file below the folder of the descriptor",
    why="""A package from somebody else could otherwise have any file of the machine read: by `..`, an absolute
path, a drive letter, backslashes, or a link.""",
    bad="""`"path": "../../passwords.csv"`.""",
    good="""`"path": "data/boats.csv"`.""",
)
enter(
    "D008",
    "warning",
    "descriptor",
    "What stands behind an address is not fetched, and not checked",
    why="The report would otherwise depend on the network, and a package could have any address called.",
    bad="""`"path": "https://example.org/boats.csv"`.""",
    good="""`"path": "boats.csv"`, with the file beside the descriptor.""",
)
enter(
    "D009",
    "error",
    "descriptor",
    "A path leads to a file that is there",
    why="A package without its data is of no use to whoever downloads it.",
    bad="""`"path": "boat.csv"` where the file is `boats.csv`.""",
    good="""`"path": "boats.csv"`.""",
)
enter(
    "D010",
    "warning",
    "descriptor",
    "Every table beside those of the package is named by a resource",
    why="""A table without a description is downloaded and believed like the others, and nothing checks it.""",
    bad="`boats-old.csv` beside `boats.csv`, in no resource.",
    good="A resource for it, or no such file.",
)
enter(
    "D011",
    "error",
    "descriptor",
    "Files have the size and the hash that the descriptor gives them",
    why="They tell whether a file is the one that was published.",
    bad="""`"bytes": 100` for a file of 120 bytes.""",
    good="The descriptor written anew whenever a table is.",
)
enter(
    "D012",
    "error",
    "descriptor",
    "Addresses in the descriptor are whole, and run nothing",
    why="""Sites make links of homepages and licences. An address that begins with `javascript:` runs in the
browser of whoever follows it.""",
    bad="""`"homepage": "javascript:alert(1)"`.""",
    good="""`"homepage": "https://example.org"`.""",
)
enter(
    "D013",
    "warning",
    "descriptor",
    "A pattern compiles, in every engine, and is quick in every engine",
    why="""What looks around or back is not the same everywhere, and is not run here, because engines of linear
time cannot. A repetition inside a repetition can take other programs years. A pattern that does not
compile at all is an error.""",
    bad="`(a+)+b`.",
    good="`a+b`.",
)
enter(
    "D014",
    "error",
    "descriptor",
    "Constraints fit the type of their field, and something can meet them",
    why="A limit that is no value of the type is passed over by some programs and stops others.",
    bad="""`"minimum": "many"` for an integer.""",
    good="""`"minimum": 1`.""",
)
enter(
    "D015",
    "error",
    "descriptor",
    "Types and formats are those of Table Schema",
    why="An unknown type is text for some programs and an error for others.",
    bad="""`"type": "int"`.""",
    good="""`"type": "integer"`.""",
)
enter(
    "D016",
    "error",
    "descriptor",
    "Keys are made of fields that the schema has",
    why="A key of a misspelt field guards nothing.",
    bad="""`"primaryKey": ["id"]` where the field is `boat_id`.""",
    good="""`"primaryKey": ["boat_id"]`.""",
)
enter(
    "D017",
    "error",
    "descriptor",
    "A foreign key leads to a resource and to fields that are there, as many as it has itself",
    why="Without them no row can be checked.",
    bad="""`"reference": {"resource": "harbors", …}` where the resource is `harbours`.""",
    good="""`"reference": {"resource": "harbours", …}`.""",
)
enter(
    "D018",
    "warning",
    "descriptor",
    "The target of a foreign key stands once",
    why="""Where a key stands in several rows, one row on this side leads to several on the other, and joined
tables grow.""",
    bad="A key to `country`, which several harbours share.",
    good="A key to `harbour_id`.",
)
enter(
    "D019",
    "warning",
    "descriptor",
    "What is not CSV is not checked cell by cell",
    why="""This validator reads CSV. Files of other formats are only looked for, and compared with their size
and hash.""",
    bad="A schema for `boats.xlsx`.",
    good="The same table as `boats.csv`.",
)
enter(
    "D020",
    "warning",
    "descriptor",
    "Every table has a schema",
    why="Without one only its text can be checked, not its values.",
    bad="A resource with a path and nothing else.",
    good="The same resource with `schema`.",
)
enter(
    "D021",
    "error",
    "descriptor",
    "Dialect and encoding can be used",
    why="A delimiter of two letters, or one that is the quotation mark too, lets no cell be found.",
    bad="""`"delimiter": ";;"`.""",
    good="""`"delimiter": ";"`.""",
)
