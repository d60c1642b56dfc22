"""VNACCS: exports of the national system, read by a column map that is data, and recorded as they say.

Law and names: the VNACCS messages IDA, IDC, EDA, EDC. Neighbours below: declarations, revenue, reference.
"""
