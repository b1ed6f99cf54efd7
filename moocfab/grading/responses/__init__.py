"""One file for each kind of response: how it is graded, and what to try on it."""
