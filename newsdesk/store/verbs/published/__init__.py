"""Verbs for what has gone out: an editor's wish comes in, the files that it changes go out, with a word to readers."""
