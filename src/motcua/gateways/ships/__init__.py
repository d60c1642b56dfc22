"""Ships: what the languages of ships share: one way to try, submit and tell of what was announced."""
