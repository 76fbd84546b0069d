"""The files for download, a module per format. Knows records and tables, not the pages of the site.

Each module has ``files(material)``: it takes the corpus and its tables and returns the files of its
format, as bytes by name. Definitions of fields come from the schemas, never from here.
"""
