"""What is told of a message, whatever language it came in."""
