"""Everything that is built from the records and kept in git. Knows the model, not rules, downloads or pages."""
