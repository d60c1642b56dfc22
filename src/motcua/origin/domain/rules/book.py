"""The book into which the rules of form D are written."""

from motcua.kernel.rules import RuleBook

BOOK = RuleBook("form D")
"""Scopes: `certificate` judges (c, x), `line` (i, c, x), `claim` a line of a declaration by what bears it (why)."""
FIRST = "2010-05-17"
OCP = "ATIGA Annex 8 (OCP), 22/2016/TT-BCT as amended; the article has not been read"
CHAPTER3 = "ATIGA chapter 3, 22/2016/TT-BCT as amended; the article has not been read"
OURS = "motcua"
