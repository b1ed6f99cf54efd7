"""moocfab: a MOOC factory."""

__version__ = "0.1.0"
