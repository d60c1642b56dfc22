"""Pages of the gates: the screen on a phone, vehicles and their stays, the carrier's declarations."""
