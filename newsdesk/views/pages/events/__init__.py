"""What a story has beside its own page: the collection comes in, pages of one story go out."""
