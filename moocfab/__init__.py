"""moocfab: a MOOC factory."""
