"""Control: intelligence, watch lists, cases, seizures, sanctions, and the ten control targets."""
