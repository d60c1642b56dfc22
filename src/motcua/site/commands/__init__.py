"""Commands of the motcua program, one module a group."""
