"""What is new and what has changed: the collection comes in, pages on that go out."""
