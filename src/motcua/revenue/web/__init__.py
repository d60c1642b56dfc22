"""The accountant's desk: the book of days, the treasury's files, closing."""
