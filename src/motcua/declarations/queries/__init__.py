"""Every read of declarations: `statistics` for reports, `listing` and `one` for desks."""
