"""The department's pages about gates that may be cut off, and the door at which those gates ask."""
