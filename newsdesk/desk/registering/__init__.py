"""Registering in a side panel: what an editor fills in comes in, the verb that does it goes out, and what it said."""
