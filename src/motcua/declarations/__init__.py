"""Declarations: what traders declare, what officers check, what is cleared.

Law: Law on Customs 54/2014/QH13. Neighbours below: revenue, risk, duties, tariff, parties.
"""
