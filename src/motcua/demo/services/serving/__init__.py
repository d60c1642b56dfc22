"""Serving the public in the demonstration: procedures, audits, dossiers, questions, conferences, visits."""
