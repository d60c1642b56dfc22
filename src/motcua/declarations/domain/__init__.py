"""What a declaration says and what follows from it: values in, decisions out."""
