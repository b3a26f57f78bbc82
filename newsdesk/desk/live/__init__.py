"""What goes on around the pages of the desk: files change and are checked, and open pages are told of it."""
