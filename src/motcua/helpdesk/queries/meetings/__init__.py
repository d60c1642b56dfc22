"""Every read of conferences and visits. What an actor may see is decided here."""
