"""Stage keys of any package: primary, unique and foreign keys."""

from .registry import enter

enter(
    "X001",
    "error",
    "keys",
    "No part of a primary key is empty",
    why="A row without a key cannot be named, linked to, or told from another.",
    bad="A boat without `boat_id`.",
    good="`B7`.",
)
enter(
    "X002",
    "error",
    "keys",
    "A primary key stands once",
    why="Two rows of one key are two answers to one question.",
    bad="`B1` in two rows of boats.",
    good="`B1` and `B2`.",
)
enter(
    "X003",
    "error",
    "keys",
    "The values of a unique key stand once together",
    why="Rows in which a part is missing are left aside, as in SQL.",
    bad="`Aurora` of `H1` in two rows, where name and harbour are a unique key.",
    good="Two names.",
)
enter(
    "X004",
    "error",
    "keys",
    "What a foreign key names is there",
    why="Rows in which a part of the key is missing are left aside, as in SQL.",
    bad="A boat of the harbour `H9`, which is in no row of harbours.",
    good="A row for `H9`, or the right harbour.",
)
