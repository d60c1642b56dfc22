"""Gateways: bytes in, one service call, bytes out.

Each neighbour has a room of its own below this one: VNACCS exports, WCO messages. What arrives is kept byte for
byte before it is read. A gateway stands on `declarations` and below, and on no other gateway.
"""
