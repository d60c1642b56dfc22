"""What ground decides, without tables: leaves, the tree of hashes, heads, receipts, numbers, ids."""
