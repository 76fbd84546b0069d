"""Any Data Package, checked by general rules: descriptor, text of the tables, header, values, keys.

In the order data flows: ``json_reader`` and ``documents`` (JSON with places), ``model`` and ``shapes``
(what the descriptor says, and whether it may), ``paths``, ``text``, ``dialect`` and ``grid`` (bytes to
columns), ``header``, ``types``, ``cells`` and ``columns`` (values), ``keys``; ``check`` runs them all.
Nothing here is imported unless a ``datapackage.json`` is to be checked.
"""
