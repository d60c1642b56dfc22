"""ASEAN Single Window: certificates of origin exchanged with partner windows, in signed envelopes over mutual TLS.

The schema is our own and open; that of ASEAN is not public.
"""
