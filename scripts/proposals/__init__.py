"""What a new document seems to ask, with reasons. Knows documents, words and codes, not records or the site."""
