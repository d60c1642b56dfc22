"""How the department measures itself in the demonstration: its ledger, its survey, its targets."""
