"""Kernel: plain words for all rooms: money, days, rules, moves, refusals, actors, canonical bytes.

Python and msgspec only; it knows no room and no framework.
"""
