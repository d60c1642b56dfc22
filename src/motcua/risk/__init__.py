"""Risk: who is inspected: profiles, the keyed draw, and the cap that always holds."""
