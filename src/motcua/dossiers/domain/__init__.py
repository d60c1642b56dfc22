"""Dossiers, decided without tables: their life, their clock, their steps, and what each act makes of them."""
