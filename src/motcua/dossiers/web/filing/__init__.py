"""The applicant's side: choose a procedure, fill in, lodge, follow, supplement, withdraw, receive, rate."""
