"""Crossings, decided without tables: gates, vehicles, how long they stay, what lets them pass."""
