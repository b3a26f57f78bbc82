"""What is done with one entry: its path comes in; it goes out finished, or signed, or nothing of it is changed."""
