"""What some files of a collection have to do with, out of all: a check of these needs the records of no others."""
