"""Every write of control. Cases stand in `cases`, exhibits in `seizures`, what other rooms told in `linking`."""
