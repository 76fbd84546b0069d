"""The site's generated pages: plain functions from records to HTML that know nothing of MkDocs."""
