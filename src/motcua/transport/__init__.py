"""Transport under customs control: goods that move between supervised places before they are cleared or exported.

VNACCS jobs OLA, OLC, COT, BOA and BIA. Neighbours below: declarations, revenue, parties, reference.
"""
