"""A token of a sentence comes in, with the pages that it cites; whether it stands there or elsewhere goes out."""
