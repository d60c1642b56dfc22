"""How large a form may be: what a browser sends at once, a person can fill in and a page can show."""

from typing import Final

SECTIONS: Final = 30
PARTS: Final = 100
"""Fields and groups of a section."""
FIELDS: Final = 400
"""Fields of a form, those of groups counted once."""
GROUP_FIELDS: Final = 30
ROWS: Final = 200
CELLS: Final = 1_500
"""Answers that one section can send: fields, each as often as its group repeats. A request takes 2,000."""
LETTERS: Final = 200_000
"""Letters that one section can send, by `longest`: nine bytes each, at worst, of the 2 MB of a request."""
CHOICES: Final = 300
RULES: Final = 100
RULE_FIELDS: Final = 20
AMONG: Final = 50
WORDS: Final = 300
HINT: Final = 1_000
LONGEST: Final = 10_000
NAME: Final = 40
DIGITS: Final = 15
"""Digits before the point of a number."""
PLACES: Final = 6
"""Digits behind it."""
READ: Final = 20_000
"""Letters of an answer that are looked at, however long it is."""
UNKNOWN: Final = 50
"""Unknown names that are told one by one."""
