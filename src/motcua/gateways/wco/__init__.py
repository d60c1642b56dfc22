"""WCO Data Model 3.6 as XML: declarations in and out, answers as Responses."""
