"""Gateways: messages of any standard, read, obeyed by one service call, and answered in their own language."""
