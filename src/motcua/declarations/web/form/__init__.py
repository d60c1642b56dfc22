"""The trader's form: drafts in steps, goods by hand or spreadsheet, the last look, lodging and the receipt."""
