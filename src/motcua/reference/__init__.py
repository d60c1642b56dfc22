"""Reference: code lists, countries, units, the dated tree of offices, the working calendar."""
