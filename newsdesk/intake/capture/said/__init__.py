"""What a page says of itself: its headline, its author, its language and its day."""
