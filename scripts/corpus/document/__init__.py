"""Anchoring: normalised text, passages and spans, and where they stand in somebody's copy."""
