"""References: an address or a saved page comes in, what it says of itself and a reference in an entry go out."""
