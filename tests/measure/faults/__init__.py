"""Single faults put into our own data, and what the rules see of them."""
