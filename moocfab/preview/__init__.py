"""What learners will see, on this machine."""

from moocfab.preview.shell import shell

__all__ = ["shell"]
