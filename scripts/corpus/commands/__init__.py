"""The commands, a module each: arguments and exit codes. Knows all of corpus, and nothing else knows it."""
