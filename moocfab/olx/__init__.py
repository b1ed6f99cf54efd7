"""A course as OLX: written, read, and what an importer makes of it."""
