"""A descriptor as plain objects, each value with its place. Knows JSON and the standards, not the cells of a table."""
