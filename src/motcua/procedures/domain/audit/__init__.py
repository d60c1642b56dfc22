"""Internal audit of the quality system, decided without tables: records and their lives, who may do what, due days."""
