"""Stage text of any package: bytes, characters, lines and quotation of its tables."""

from .registry import enter

enter(
    "T001",
    "error",
    "text",
    "A file is in the encoding that the descriptor declares, UTF-8 where it declares none",
    why="Other encodings turn names with accents into other characters on other people's machines.",
    bad="A file in Windows-1252, in which *é* is the single byte E9.",
    good="""The same file in UTF-8, or `"encoding": "windows-1252"`.""",
)
enter(
    "T002",
    "warning",
    "text",
    "No file begins with a byte order mark",
    why="""Some programs take the mark for a character and then do not know the first column. Some spreadsheets
want it: hence a warning.""",
    bad="A file saved as *CSV UTF-8* with the mark.",
    good="The same file saved as UTF-8 without it.",
)
enter(
    "T003",
    "warning",
    "text",
    "No cell holds characters that cannot be seen",
    why="""Zero-width and direction characters, no-break spaces and control characters usually arrive by copy
and paste; they make two equal-looking words different. Those that some scripts or typesetters need
are a warning.""",
    bad="`Norway` with a zero-width space between *r* and *w*.",
    good="`Norway`, typed by hand.",
)
enter(
    "T004",
    "warning",
    "text",
    "All lines end in the same way, with LF or with CRLF",
    why="""A carriage return alone ends a line for some programs and not for others; mixed ends show that two
programs have written the file.""",
    bad="Lines that end with CRLF and some with LF.",
    good="One of the two. RFC 4180 wants CRLF, most tools write LF: both are fine.",
)
enter(
    "T005",
    "warning",
    "text",
    "The last line ends like all others",
    why="""Without it the next person who adds a row changes the last one too, and a file that was cut off
cannot be told from a whole one.""",
    bad="The file stops behind its last character.",
    good="The file ends with a line end.",
)
enter(
    "T006",
    "warning",
    "text",
    "Text is in Unicode normal form C",
    why="""The same letter can be one character or two (a letter and its accent); programs that compare text
take them for different words.""",
    bad="*é* as *e* followed by U+0301.",
    good="*é* as the single character U+00E9.",
)
enter(
    "T007",
    "warning",
    "text",
    "No text was read in a wrong encoding on its way",
    why="""Such text looks like `Ã©`; somebody read UTF-8 as Windows-1252 and saved it again. U+FFFD stands
where a character was lost for good: that is an error.""",
    bad="`ZÃ¼rich`.",
    good="`Zürich`.",
)
enter(
    "T008",
    "error",
    "text",
    "Quotation marks are closed, and those inside a cell are doubled",
    why="A mark too many swallows the cells and rows behind it, or is read differently by every program.",
    bad="""`"the "old" harbour",12`.""",
    good="""`"the ""old"" harbour",12`.""",
)
enter(
    "T009",
    "error",
    "text",
    "The table is written with the delimiter that is declared",
    why="With another one the whole row is a single cell.",
    bad="`id;name` without a dialect.",
    good="""`"dialect": {"delimiter": ";"}`.""",
)
enter(
    "T010",
    "error",
    "text",
    "No row is blank",
    why="Some programs pass over it, some read a row of empty cells, some stop there.",
    bad="A line of nothing, or of nothing but commas.",
    good="No such line.",
)
enter(
    "T011",
    "error",
    "text",
    "Every row has as many cells as the header",
    why="A comma in a cell without quotation marks moves all values behind it into the wrong columns.",
    bad="`B1,Aurora, the old one,12` under three columns.",
    good="""`B1,"Aurora, the old one",12`.""",
)
enter(
    "T012",
    "warning",
    "text",
    "A table has rows",
    why="""A table with nothing but a header may be meant, or a query may have gone wrong. A file without even
a header is an error.""",
    bad="A file with one line.",
    good="A file with a header and rows.",
)
