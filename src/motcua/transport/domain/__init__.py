"""Transport under customs control, decided without tables: message, rules, life, comparison of seals."""
