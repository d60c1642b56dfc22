"""Pages of the demonstration: what selection would have done otherwise."""
