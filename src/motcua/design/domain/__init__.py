"""What pages are made of, before any page: how figures, days and lengths of time are written in both languages."""
