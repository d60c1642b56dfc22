"""Pages of parties: mandates of customs agents, the register of agents, and the record of every right."""
