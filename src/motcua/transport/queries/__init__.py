"""Every read of transports."""
