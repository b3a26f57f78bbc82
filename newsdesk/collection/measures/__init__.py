"""What is counted of a collection: what it lacks, and what its editions held."""
