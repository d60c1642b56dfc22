"""Every read of the survey."""
