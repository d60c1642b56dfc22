"""Pages of people: programs that an enterprise connects, and their tokens."""
