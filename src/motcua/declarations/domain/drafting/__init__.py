"""Drafting: what a trader typed so far, and the declaration that can be read from it. Pure."""
