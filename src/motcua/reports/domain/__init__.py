"""Reports, decided without tables: figures, their arithmetic and their words."""
