"""Every read of control."""
