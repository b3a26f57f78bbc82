"""The pages of the site, one module for each kind: the collection comes in, pages go out."""
