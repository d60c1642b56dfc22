"""Gateways: messages of other systems, read into declarations and answered in their own language.

Bytes in, one service call, bytes out. Neighbours below: declarations.
"""
