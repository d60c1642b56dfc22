"""Every write of cases: `opening`, `working`, `details`, `deciding`, `reading`; `writing` is what they stand on."""
