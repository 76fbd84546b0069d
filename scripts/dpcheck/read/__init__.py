"""Reads a descriptor, and the place of each value in it. Knows JSON and the standards, not the cells of a table."""
