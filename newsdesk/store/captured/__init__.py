"""Captured texts and the files of a repository come in, and where words of the one stand in the other goes out."""
