"""Cases of violations: their lives, clocks, authority to sanction, persons and exhibits, decided without tables."""
