"""The generated pages, as functions from records to HTML. Knows records, tables and templates, not MkDocs."""
