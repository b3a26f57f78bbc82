"""What a reviewer looks at: an entry and all that it rests on come in; a sheet goes out, with what is still open."""
