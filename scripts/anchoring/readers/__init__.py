"""Reads files of documents as plain text. Knows file formats, not what the text says or where a passage is."""
