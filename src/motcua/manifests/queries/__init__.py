"""Every read of calls, their documents and bills."""
