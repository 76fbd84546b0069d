"""A place in a document: how it is written down and found again. Knows texts and places, not records or codes."""
