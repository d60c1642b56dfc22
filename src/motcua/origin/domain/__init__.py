"""Certificates of origin, decided without tables: form D, its rules, what a line bears, costs, lives."""
