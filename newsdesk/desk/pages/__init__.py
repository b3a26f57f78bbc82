"""The pages of the desk, a module or a room for each."""
