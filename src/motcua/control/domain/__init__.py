"""Control, decided without tables: lives of cases, their clocks, indicators."""
