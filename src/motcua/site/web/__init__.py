"""Pages of the house itself: home, signing in and out, language, appearance, the clock, errors."""
