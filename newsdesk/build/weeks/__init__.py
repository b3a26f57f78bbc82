"""Weeks of a collection on their way out: what is read of one comes in, what is still to be done goes out."""
