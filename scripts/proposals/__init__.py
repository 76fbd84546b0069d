"""What a new document seems to ask, with reasons. Knows documents, words and plain values, not records or the site."""
