"""Relations inside a text: each yields what a quantity should be by the others of its sentence."""
