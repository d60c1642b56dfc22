"""Origin: certificates of origin, form D first: received, checked, consumed line by line, answered, and issued.

Neighbours below: tariff, parties, people, reference.
"""
