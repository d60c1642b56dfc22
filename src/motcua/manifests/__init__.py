"""Manifests: what carriers announce. Vessel dossiers on entry and exit, bills of lading, containers, people aboard.

Neighbours below: revenue, parties, reference.
"""
