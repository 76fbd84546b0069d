"""Stage frictionless: what the reference validator of Data Packages says."""

from .registry import enter

enter(
    "F001",
    "error",
    "frictionless",
    "The package is valid for frictionless, the reference validator",
    why="""It runs with `--frictionless` only, because it takes longer than all other rules together;
`make`, the tests and CI always run it.""",
    bad="a row of `citations.csv` whose instrument is in no row of `instruments.csv`.",
    good="a record for the instrument.",
)
