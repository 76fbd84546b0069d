"""Proposes requests of a new document. Knows documents, words and plain values, not records or the site."""
