"""Every read of indicators, intelligence notes, registers, watch lists, plans and monthly returns."""
