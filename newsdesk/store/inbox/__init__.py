"""The inbox on the disk: candidates and steps come in, one line each, and are there after any interruption."""

FOLDER = ".desk"
"""What the desk keeps on this machine, below the root of a collection; never published, and never committed."""
