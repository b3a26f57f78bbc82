"""A text comes in, its figures, dates and names go out, each with its place and in a form that languages share."""
