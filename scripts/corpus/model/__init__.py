"""Records and the definitions of their fields, read once. Knows YAML and schemas, not tables, rules or pages."""
