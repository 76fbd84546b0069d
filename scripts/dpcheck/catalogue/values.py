"""Stage values of any package: each cell against its field."""

from .registry import enter

enter(
    "V001",
    "error",
    "values",
    "A value has the type of its field",
    why="""Numbers, dates, truth values, points and the other types each have one way to be written, or the one
that the field declares.""",
    bad="`twelve` in a field of type integer.",
    good="`12`.",
)
enter(
    "V002",
    "error",
    "values",
    "Text has the format of its field: email, uri, uuid or binary",
    why="Whoever reads the field will use it as what it claims to be.",
    bad="`harbour at example.org` in a field of format email.",
    good="`harbour@example.org`.",
)
enter(
    "V003",
    "error",
    "values",
    "A field that is required is never empty",
    why="Empty is what stands among the field's `missingValues`, an empty cell where it has none.",
    bad="An empty cell under `name`, which is required.",
    good="A name.",
)
enter(
    "V004",
    "error",
    "values",
    "A value is one of those that the field lists, as enum or as categories",
    why="A misspelt code is a category of its own in every count.",
    bad="`fery` where `ferry` and `tug` are allowed.",
    good="`ferry`.",
)
enter(
    "V005",
    "error",
    "values",
    "A value matches the pattern of its field, the whole of it",
    why="The pattern is run by an engine whose time grows with the text alone.",
    bad="`B-1` where the pattern is `B[0-9]+`.",
    good="`B1`.",
)
enter(
    "V006",
    "error",
    "values",
    "A value is not below the minimum and not above the maximum of its field",
    why="What lies outside is usually a slip of the finger, or a number in another unit.",
    bad="`-3` where the minimum is 0.",
    good="`3`.",
)
enter(
    "V007",
    "error",
    "values",
    "A value is neither too short nor too long",
    why="Other programs cut off what is too long.",
    bad="`Finland` where at most two characters are allowed.",
    good="`FI`.",
)
enter(
    "V008",
    "error",
    "values",
    "A value of a field that is unique stands once",
    why="Missing values may stand more than once.",
    bad="""`Aurora` in two rows, under a field with `"unique": true`.""",
    good="A name for each.",
)
enter(
    "V009",
    "warning",
    "values",
    "No value begins or ends with a space",
    why="""Programs that compare text take `ferry ` and `ferry` for two things. Around a number or a date it is
an error: they have no spaces.""",
    bad="`ferry ` with a space behind it.",
    good="`ferry`.",
)
enter(
    "V010",
    "warning",
    "values",
    "No text begins as a formula does",
    why="Spreadsheets run what begins with =, +, - or @ when somebody opens the file.",
    bad="""`=HYPERLINK("https://example.org")`.""",
    good="Text that begins with a letter or digit.",
)
enter(
    "V011",
    "warning",
    "values",
    "An address in a cell is whole, and runs nothing",
    why="""Sites make links of addresses. One that begins with `javascript:` runs in the browser of whoever
follows it: that is an error.""",
    bad="`https//example.org`.",
    good="`https://example.org`.",
)
enter(
    "V012",
    "error",
    "values",
    "A date is a day, and a time a moment, that exists",
    why="Programs refuse such a value or move it to another day.",
    bad="`2023-02-30`.",
    good="`2023-02-28`.",
)
enter(
    "V013",
    "error",
    "values",
    "A date in a field of EDTF is written in EDTF",
    why="""Where the `rdfType` of a field names EDTF (Extended Date/Time Format), uncertain dates and intervals
have one way to be written.""",
    bad="`about 2007`.",
    good="`2007~`.",
)
enter(
    "V014",
    "error",
    "values",
    "Numbers are written with plain digits",
    why="""Underscores, full-width digits and typographic minus signs are a number for some programs and text
for others. NaN and INF are allowed by Table Schema, but few programs read them: a warning.""",
    bad="`1_000`.",
    good="`1000`.",
)
enter(
    "V015",
    "warning",
    "values",
    "No cell is longer than a spreadsheet can hold",
    why="Spreadsheets cut off a cell behind 32,767 characters and say nothing.",
    bad="A whole report in one cell.",
    good="Its address, and the report in a file.",
)
enter(
    "V016",
    "warning",
    "values",
    "No word mixes letters that only look alike",
    why="""A Cyrillic *а* in a Latin word cannot be seen, but the word is another one. In a key it is an error.""",
    bad="`Aurorа` with a Cyrillic last letter.",
    good="`Aurora`, typed by hand.",
)
