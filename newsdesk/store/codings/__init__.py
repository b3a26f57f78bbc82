"""Second coding on disk: an entry and what a second reader wrote come in, `_codings.yaml` and the agreement go out."""
