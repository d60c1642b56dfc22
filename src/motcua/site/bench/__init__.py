"""Measurements: our way, a raw way and a naive way, in the same minute on the same machine."""
