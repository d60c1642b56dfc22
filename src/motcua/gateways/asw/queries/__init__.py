"""Every read of the window: certificates, messages, lines to partners."""
