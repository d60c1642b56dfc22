"""What control watches by: indicators, intelligence notes, registers, watch lists, plans, the monthly return."""
