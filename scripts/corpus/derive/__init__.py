"""Builds the files that are made from the records and kept in git. Knows the model, not rules, downloads or pages."""
