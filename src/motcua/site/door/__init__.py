"""The programs' door: who calls, how much and how fast, and the one answer, also to what goes wrong."""
