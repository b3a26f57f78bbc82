"""Gaps and balance on the desk: the collection comes in; what is missing, with the way to its field, goes out."""
