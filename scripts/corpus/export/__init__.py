"""Files for download, made from the tables: one module a format."""
