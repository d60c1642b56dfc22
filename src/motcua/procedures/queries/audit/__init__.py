"""Reads of internal audit: one record, lists, figures, and what an audit asks of the procedures."""
