"""Cited pages on the disk: records and texts come in, captured texts and pages.yaml go out."""
