"""Pages of messages: one sent as a file, documents of a call as messages."""
