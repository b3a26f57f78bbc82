"""The name of a private person goes: an entry and a name come in, files in which no spelling of it is left go out."""
