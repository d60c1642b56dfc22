"""The tariff at the programs' door."""
