"""What is searched: names in every spelling come in, search records and the search page go out."""
