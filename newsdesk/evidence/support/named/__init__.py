"""A name of a sentence comes in; where it stands on a page, in whatever script and spelling, goes out."""
