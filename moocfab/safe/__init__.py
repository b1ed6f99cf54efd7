"""The only doors to untrusted input, to the disk's writing side and to other programs."""
