"""The rules of vessels' documents, in one book."""

from motcua.manifests.domain.rules import bills, fields, head, house, notices, people
from motcua.manifests.domain.rules.book import BOOK

__all__ = ["BOOK", "bills", "fields", "head", "house", "notices", "people"]
