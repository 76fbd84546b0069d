"""Versions, and what differs between two of them. Knows git and the tables, not the site or the exports."""
