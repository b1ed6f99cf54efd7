"""Media: what they are, what is made of them, and where it is kept."""
