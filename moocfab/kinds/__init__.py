"""What a course is made of: one folder per kind of element."""
