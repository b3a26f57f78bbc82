"""A figure of a page comes in; what it counts, and of which time it is, goes out."""
