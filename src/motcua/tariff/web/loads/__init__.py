"""Pages for administrators: loads of official tables, their previews, and taking them back."""
