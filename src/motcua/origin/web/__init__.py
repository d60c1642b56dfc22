"""Pages of certificates of origin."""
