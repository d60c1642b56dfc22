"""ISO procedures: versions, steps, forms, audits."""
