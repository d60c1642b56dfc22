"""Pages of transports: the list, a form, one with its life, acts, a print."""
