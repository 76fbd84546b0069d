"""Single values: types, dates, addresses, patterns and characters. Knows one value at a time, not files or rules."""
