"""Every read at the gates."""
