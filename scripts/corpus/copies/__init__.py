"""Compares our records with a reader's copies of documents. Knows records and places, not rules or commands."""
