"""Press check: reads a text, finds its quantities, and recomputes what the text itself lets one recompute."""
