"""Weeks on the desk: a week of the collection comes in; what it lacks, its note, and what goes out of it go out."""
