"""Pages of this room: a view translates a request into one call, and the answer into a page."""
