"""Duties: customs value and assessment: values in, an explained sum out."""
