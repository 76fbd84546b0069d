"""Files for download, made from the tables: one module a format, all named in ``downloads.py``.

Each module has ``files(material)``: it takes the corpus and its tables and returns the files of its
format, as bytes by name. Definitions of fields come from the schemas, never from here.
"""
