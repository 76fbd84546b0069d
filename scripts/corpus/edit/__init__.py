"""Changes record files line by line. Knows the layout of YAML files, not the requirements of the codebook."""
