"""The subject of a verb: in scripts with capitals and without, with endings, and where no blanks are."""
