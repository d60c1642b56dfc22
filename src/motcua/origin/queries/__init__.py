"""Every read of certificates of origin. What an actor may see is decided here."""
