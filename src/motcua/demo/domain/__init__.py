"""The simulated department: pure, and the same for the same seed in every process and order."""
