"""The small installation at a gate: its own SQLite, its key, its list, the records it signs. It needs no Django tables.

Nothing here imports a model: the device holds no table of the department.
"""
