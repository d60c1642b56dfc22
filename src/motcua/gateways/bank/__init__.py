"""Bank: signed notices of banks that money has arrived, their guarantees and statements of the day.

Every notice is kept byte for byte, obeyed once, and answered with a signature of this house.
"""
