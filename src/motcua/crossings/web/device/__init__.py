"""Pages of the small installation at a gate, for one hand, without JavaScript. They ask for no table of the house."""
