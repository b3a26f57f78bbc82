"""Archived copies in files of the collection: which pages lack one, and how it is written beside their address."""
