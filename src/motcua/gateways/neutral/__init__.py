"""The neutral declaration in JSON, come as a message among others."""
