"""Our records beside copies of the documents that somebody has. Knows records and places, not rules or commands."""
