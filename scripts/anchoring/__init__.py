"""Records a place in a document, and finds it again. Knows texts and places, not records or codes."""
