"""Parties: enterprises, customs agents and their compliance level."""
