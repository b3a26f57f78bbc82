"""Completion: what an editor has typed comes in, records and terms that may be meant go out, the nearest first."""
