"""The collection on disk: checked records come in, files of the collection go out, whole or not at all."""
