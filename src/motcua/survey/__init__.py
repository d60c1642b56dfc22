"""The competitiveness survey of the branches (CDCI): rounds, invitations, answers, results."""
