"""Revenue: the ledger of what is owed and what is paid."""
