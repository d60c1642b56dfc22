"""One-stop dossiers (HQ36a): lodged by an enterprise, received, worked step by step, answered in time, returned.

Neighbours below: procedures, parties, people, reference.
"""
