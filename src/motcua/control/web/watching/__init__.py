"""Pages of indicators, intelligence notes, registers, the watch list, plans and monthly returns."""
