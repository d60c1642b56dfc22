"""Decisions of manifests: pure functions of values."""
