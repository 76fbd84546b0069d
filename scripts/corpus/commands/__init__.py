"""One module a command: its arguments and what it does. The scripts beside this package only call them."""
