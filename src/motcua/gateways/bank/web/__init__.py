"""The bank's door and the pages about banks."""
