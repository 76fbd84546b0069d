"""The package behind the scripts: records -> tables -> package -> exports and site.

Modules in the order data flows: ``yaml_reader`` and ``records`` (YAML to values with line
and column), ``schema`` (definitions of every field), ``tables`` and ``derived`` (rows and CSV),
``descriptor`` (datapackage.json), ``problems`` and ``rules`` (what is wrong, and where),
``document`` (anchoring in copies of the documents), ``export`` and ``site``.
"""
