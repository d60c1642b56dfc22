"""People: accounts, posts with their dates, and what each post may do."""
