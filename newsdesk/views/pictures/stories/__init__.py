"""The pictures of a story: what is contested in it, and how its coverage went."""
