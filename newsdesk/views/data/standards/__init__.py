"""Entries in forms that others have made standards: the collection comes in, text in one of these goes out."""
