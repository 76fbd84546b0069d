"""The checks of one table: text, header, cells, columns and keys. Knows fields and bytes, not descriptor files."""
