"""EDIFACT in bytes and values: cutting, envelopes, structures, checks, writing, CONTRL. Python only."""
