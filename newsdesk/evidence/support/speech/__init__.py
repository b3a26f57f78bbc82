"""A page comes in; who has the word in which of its paragraphs, and who stands for the whole of it, goes out."""
