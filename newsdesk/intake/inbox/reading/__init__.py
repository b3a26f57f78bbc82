"""Readers, one for each kind of source: bytes come in, articles and what could not be read go out."""
