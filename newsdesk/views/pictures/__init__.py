"""What is counted, compared and drawn: entries come in, rows, bars, chains and previews go out."""
