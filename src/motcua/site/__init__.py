"""Site: settings, addresses, shells for each kind of user, and the motcua command."""
