"""Agreement between codings, and the kit for reviewers. Knows records and codes, not the site or the commands."""
