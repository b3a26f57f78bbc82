"""The way in: a saved page, PDF, text or address comes in, a capture and a draft entry go out."""
