"""Our records, from YAML to tables, exports and pages. Knows the other packages, which must not know it.

Rooms, each of which may import those before it: ``model``, ``derive``, then ``rules``, ``export``,
``release``, ``edit``, ``copies`` and ``coding``, then ``site``, then ``commands``.
"""
