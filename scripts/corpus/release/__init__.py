"""Handles versions and the differences between them. Knows git and the tables, not the site or the exports."""
