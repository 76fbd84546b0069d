"""Changes in record files, line by line. Knows the layout of YAML files, not what the codebook asks of a record."""
