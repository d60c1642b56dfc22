"""Pages of the desk of duties."""
