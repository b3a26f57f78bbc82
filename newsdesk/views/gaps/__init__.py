"""What is missing: the collection comes in, a page that tells it by kind goes out, with the first places of each."""
