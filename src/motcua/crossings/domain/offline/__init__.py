"""The line is cut: the list that a gate carries, what it decides by it, the chain it signs, what merging asks. Pure.

Two documents travel, by HTTP or on a USB stick: a `lists.GateList` signed by the department, and a `batches.Batch` of
records signed by the gate. Both are framed by `framing`.
"""
