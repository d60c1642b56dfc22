"""Crossings: vehicles, passengers and border residents at the gates.

Neighbours below: revenue, parties, reference.
"""
