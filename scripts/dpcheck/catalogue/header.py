"""Stage header of any package: the columns of a table against the fields of its schema."""

from .registry import enter

enter(
    "H001",
    "error",
    "header",
    "Every field of the schema has a column",
    why="Unless `fieldsMatch` allows it, what the schema describes must be there.",
    bad="Fields `id`, `name`; the header `id`.",
    good="The header `id,name`.",
)
enter(
    "H002",
    "error",
    "header",
    "Every column has a field in the schema",
    why="""What no field describes is not checked, and nobody knows what it means. `fieldsMatch` can allow it.""",
    bad="Fields `id`, `name`; the header `id,name,remarks`.",
    good="A field `remarks`, or no such column.",
)
enter(
    "H003",
    "error",
    "header",
    "Columns stand in the order of the fields",
    why="""Programs that go by position read them under wrong names. `"fieldsMatch": "equal"` allows any order.
Cells are checked by name.""",
    bad="Fields `id`, `name`; the header `name,id`.",
    good="The header `id,name`.",
)
enter(
    "H004",
    "error",
    "header",
    "No two columns have the same name",
    why="Programs keep one of them, or rename it.",
    bad="The header `id,name,name`.",
    good="The header `id,name,home_name`.",
)
enter(
    "H005",
    "error",
    "header",
    "Every column has a name",
    why="It is usually what a spreadsheet leaves behind to the right of a table.",
    bad="The header `id,name,`.",
    good="The header `id,name`.",
)
enter(
    "H006",
    "error",
    "header",
    "Columns are written like their fields",
    why="Most programs take `Name` and `name` for two things.",
    bad="The header `id,Name` for the field `name`.",
    good="The header `id,name`.",
)
