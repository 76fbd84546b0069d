"""The commands, a module each: arguments and exit codes. Knows all of corpus, which must not know it."""
