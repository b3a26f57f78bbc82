"""What several kinds of pages show: records come in, notices, references and lists of entries go out."""
