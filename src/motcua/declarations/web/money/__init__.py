"""The desk of revenue officers, and what traders see of their own money."""
